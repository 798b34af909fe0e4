"""The review page: everything that an approval covers on one page, and what a reviewer does about it."""
