"""Small words by language: what every sentence has, what turns a statement round, what makes it another one.

By BCP 47 primary tag. Words are lower-case and without accents, as ``claims.polarity`` reads them.
"""

from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True)
class FunctionWords:
    """The small words of one language.

    ``common`` say nothing by themselves; ``particles`` negate; ``concord`` negates too, but only once together with
    a particle ("никто не", "ne ... jamais"); ``shifts`` make another statement of the same words (hedges, futures,
    quantities, "he said that"); ``idioms`` are regular expressions of phrases that hold a particle and negate nothing.
    """

    common: frozenset[str]
    particles: frozenset[str]
    concord: frozenset[str] = frozenset()
    shifts: frozenset[str] = frozenset()
    idioms: tuple[str, ...] = ()


ENGLISH = FunctionWords(
    common=_words(
        "a an and any are as at be been being but by did do does for from had has have he her his how i in into is it "
        "its just of on or our over she so such than that the their them then there these they this those to too up "
        "very was we were what when where which who whom why with you your about also again still ever"
    ),
    particles=_words(
        "not no never none nobody nothing neither nor without false fake hoax untrue lie lies myth denies denied deny "
        "debunked refuted didnt doesnt dont isnt wasnt arent werent wont cant cannot couldnt wouldnt shouldnt hasnt "
        "havent hadnt aint mustnt neednt nowhere hardly barely"
    ),
    shifts=_words(
        "will would may might could should shall must can if unless until all some most every only almost nearly "
        "half part partly more less fewer said says say saying told tells claims claimed claim according believes "
        "thinks reportedly allegedly "
        "announced wrote asked agreed belief believe believed words "
        "possibly perhaps maybe likely before after wants want plans planned tried"
    ),
    idioms=(r"not (?:only|just|merely|least)", r"no doubt", r"without (?:a )?doubt", r"no \d+",
            r"(?:no|not) (?:less|more|fewer|later|earlier) than", r"nothing but", r"no one but", r"why not"),
)  # fmt: skip
GERMAN = FunctionWords(
    common=_words(
        "der die das den dem des ein eine einen einem einer eines und oder aber auch als am an auf aus bei bis da dass "
        "durch er es fur hat haben hatte ich ihr ihre im in ist mit nach sein sich sie sind so uber um und vom von vor "
        "war waren was wie wir wird wurde wurden zu zum zur dieser diese dieses"
    ),
    particles=_words(
        "nicht nie niemals nichts niemand niemanden niemandem nirgends kein keine keinen keinem keiner keines "
        "keinerlei weder ohne falsch luge gelogen unwahr fake bestreitet bestritt dementiert dementierte"
    ),
    shifts=_words(
        "werden konnte konnten kann soll sollte muss musste darf wenn falls alle einige nur fast mehr weniger "
        "sagte sagt behauptet behauptete laut angeblich vielleicht vermutlich will"
    ),
    idioms=(r"nicht (?:nur|zuletzt)", r"nicht (?:weniger|mehr) als", r"nichts als", r"ohne zweifel"),
)
SPANISH = FunctionWords(
    common=_words(
        "el la los las un una unos unas y o pero de del en a al con por para que se su sus es son fue era ha han como "
        "lo le les este esta esto ese esa sobre entre ya muy"
    ),
    particles=_words("no sin falso falsa mentira bulo niega nego desmiente desmintio"),
    concord=_words("nunca jamas nada nadie ningun ninguna ninguno tampoco ni"),
    shifts=_words("podria puede debe si todos todas algunos solo casi mas menos dijo dice afirma segun quizas tal"),
    idioms=(r"no (?:solo|solamente|obstante)", r"no (?:menos|mas) (?:de|que)", r"sin duda"),
)
FRENCH = FunctionWords(
    common=_words(
        "le la les l un une des du de d et ou mais en a au aux avec par pour que qu qui se s son sa ses est sont etait "
        "ont ete etaient fut avait dans sur ce cet cette ces il elle ils elles on nous vous comme c y"
    ),
    particles=_words("ne n sans faux fausse mensonge intox dement nie"),
    concord=_words("pas jamais aucun aucune rien guere nullement ni"),
    shifts=_words("peut pourrait doit si tous toutes certains seulement presque moins dit selon peut-etre affirme va"),
    idioms=(r"non seulement", r"pas seulement", r"sans (?:aucun )?doute", r"n(?:e)? (?:\w+ )?que"),
)
POLISH = FunctionWords(
    common=_words(
        "i w we z ze na do od o po za przez przy dla jest sa byl byla bylo byli sie to ten ta te tego tej jak ktory "
        "ktora ktore oraz lub ale a u juz tez jego jej ich"
    ),
    particles=_words("nie bez falsz nieprawda klamstwo fejk zaprzecza zaprzeczyl brak"),
    concord=_words("nigdy nikt nikogo nic niczego zaden zadna zadne zadnego zadnej zadnych ani"),
    shifts=_words("bedzie moze musi jesli gdyby wszyscy niektorzy tylko prawie wiecej mniej powiedzial wedlug podobno"),
    idioms=(r"nie tylko", r"nie (?:mniej|wiecej) niz", r"bez watpienia"),
)
RUSSIAN = FunctionWords(
    common=_words(
        "и в во на с со к ко по за из от до у о об при для что это этот эта эти тот та как а но или же ли был была "
        "было были есть он она они его ее их мы вы я который которая которые также уже еще над под"
    ),
    particles=_words(
        "не нет нельзя без ложь фейк неправда вранье миф опроверг опровергла опровергли опровергает отрицает отрицал "
        "отрицала отрицают"
    ),
    concord=_words("никто никого никому ничто ничего никогда никакой никакая никакие никаких нигде ни"),
    shifts=_words(
        "будет будут может могут мог бы если должен должна должны все всех некоторые только почти более менее больше "
        "меньше сказал сказала заявил заявила говорит якобы возможно вероятно хочет"
    ),
    idioms=(r"не только", r"не (?:менее|более|меньше|больше|раньше|позже)", r"без сомнения", r"не раз\b"),
)
UKRAINIAN = FunctionWords(
    common=_words(
        "і й та в у на з із зі до по за від про при для що це цей ця ці той як а але або чи був була було були є він "
        "вона вони його її їх ми ви я який яка які також уже вже ще над під"
    ),
    particles=_words(
        "не ні нема немає без брехня фейк неправда міф заперечує заперечив заперечила спростував спростувала спростовує"
    ),
    concord=_words("ніхто нікого нікому ніщо нічого ніколи жоден жодна жодне жодного жодної жодних ніякий ніяких ніде"),
    shifts=_words(
        "буде будуть може можуть міг би б якщо повинен повинна всі усі деякі тільки лише майже більше менше сказав "
        "сказала заявив заявила каже нібито можливо хоче"
    ),
    idioms=(r"не (?:тільки|лише)", r"не (?:менше|більше|раніше|пізніше)", r"без сумніву"),
)
LANGUAGES = {
    "de": GERMAN, "en": ENGLISH, "es": SPANISH, "fr": FRENCH, "pl": POLISH, "ru": RUSSIAN, "uk": UKRAINIAN,
}  # fmt: skip
