// A run over many rows goes on by itself, a chunk a request; without this the button does it.
document.querySelector("form[data-goes-on]")?.requestSubmit();
