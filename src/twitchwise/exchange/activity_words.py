"""What the words mean that people tick in other diaries: "alcohol", "bad sleep", "Feeling sick or ill?"."""

import re
from dataclasses import dataclass
from functools import cache

from twitchwise.diary.model import ExposureKind
from twitchwise.exchange.text import plain_word

__all__ = ["WordMeaning", "meaning_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordMeaning:
    """One exposure that a word stands for.

    Parameters
    ----------
    kind : what.
    name : for kinds that have names, else "".
    amount : 0 for an explicit none, a rating for words that rate, else None: it happened, nobody knows how much.
    """

    kind: ExposureKind
    name: str = ""
    amount: float | None = None


# English, German, French, Spanish, Italian, Portuguese; without accents, as `plain_word` leaves them.
_KINDS = {
    ExposureKind.CAFFEINE: "coffee, caffeine, espresso, cappuccino, energy drink, energy drinks, black tea, green tea,"
    " matcha, kaffee, koffein, cafe, cafeine, cafeina, caffe, caffeina",
    ExposureKind.ALCOHOL: "alcohol, alcoholic, beer, wine, whisky, whiskey, vodka, cocktail, cocktails, drunk, alkohol,"
    " bier, wein, alcool, biere, vin, cerveza, vino, birra, alcol, cerveja, vinho",
    ExposureKind.NICOTINE: "smoke, smoked, smoking, cigarette, cigarettes, nicotine, tobacco, vape, vaping, rauchen,"
    " geraucht, fumer, fumar, fumo",
    ExposureKind.FEVER: "fever, feverish, fieber, fievre, fiebre, febbre, febre",
    ExposureKind.ILLNESS: "sick, ill, illness, flu, covid, a cold, have cold, infection, virus, krank, grippe,"
    " erkaltet, erkaltung, infekt, malade, rhume, enfermo, enferma, gripe, resfriado, malato, malata, influenza,"
    " raffreddore, doente",
    ExposureKind.STRAIN: "strained, muscle strain, injury, injured, zerrung, verletzt, verletzung, blessure, lesion,"
    " infortunio, lesao",
    ExposureKind.SUPPLEMENT: "supplement, supplements, vitamin, vitamins, magnesium, zinc, creatine, melatonin,"
    " electrolytes, omega 3, b12, nahrungserganzung, vitamine, suplemento, suplementos, vitaminas, magnesio,"
    " integratori",
    ExposureKind.MEDICINE: "medicine, medication, medications, meds, pill, pills, painkiller, painkillers, ibuprofen,"
    " paracetamol, aspirin, antibiotics, medikament, medikamente, tablette, tabletten, medicament, medicaments,"
    " medicamento, medicina, farmaco, remedio",
}
_OTHER = {
    "stress": "stress, stressed, stressful, stressig, gestresst, estres, estresado, estresada, stressato, estresse",
    "anxiety": "anxiety, anxious, worried, angst, besorgt, anxieux, anxieuse, ansiedad, ansia, ansiedade",
    "tiredness": "tired, exhausted, fatigue, fatigued, tiredness, mude, erschopft, epuise, cansado, cansada, stanco,"
    " stanca, exausto",
    "sport": "sport, sports, gym, workout, exercise, exercised, fitness, training, run, running, cycling, swimming,"
    " football, tennis, yoga, laufen, joggen, radfahren, schwimmen, musculation, gimnasio, deporte, ejercicio,"
    " palestra, academia, treino",
    "travel": "travel, traveled, travelled, travelling, flight, jet lag, reise, flug, voyage, viaje, viaggio, viagem",
    "menstruation": "period, menstruation, menstruating, periode, regles, mestruazioni, menstruacion, menstruacao",
    "sauna": "sauna",
    "cannabis": "cannabis, weed, marijuana, thc",
    "fasting": "fasting, fasted, gefastet, fasten, ayuno, digiuno, jejum",
    "dehydration": "dehydrated, dehydration, thirsty, dehydriert, deshidratado",
    "drinking enough": "hydrated, hydration, drank water, drink water, viel getrunken",
}
_SLEEP = "sleep, slept, schlaf, geschlafen, sommeil, dormi, sueno, sonno, sono"
_SLEEP_RATINGS = {  # words, not numbers: only their order means something
    8.0: "good, great, well, gut, guter, bon, bien, buen, buono, bene, bom",
    5.0: "medium, ok, okay, average, mittel, mittlerer, moyen, regular, medio",
    2.0: "bad, poor, badly, poorly, terrible, little, schlecht, schlechter, mauvais, mal, mala, malo, cattivo, ruim",
}
_NAMED = {ExposureKind.SUPPLEMENT, ExposureKind.MEDICINE}
_NONE = re.compile(
    r"^(?:no|not|without|zero|avoided|kein|keine|ohne|pas de|sans|sin|senza|sem) | (?:free|frei)$"
    r"|\b(?:decaf|decaffeinated|non alcoholic|alkoholfrei\w*|koffeinfrei\w*)\b"
)
_LEAD = re.compile(r"^(?:(?:did you|have|had|has|take|took|taken|taking|use|used|consumed|any|a|an|some|your|my) )+")


def meaning_of(text: str) -> WordMeaning | None:
    """The exposure that a ticked word or phrase names; None for what has nothing to do with the body.

    Examples
    --------
    >>> meaning_of("alcohol").kind.value, meaning_of("no caffeine").amount, meaning_of("bad sleep").amount
    ('alcohol', 0.0, 2.0)
    >>> meaning_of("movies / tv") is None
    True
    """
    plain = plain_word(text)
    if _pattern(_SLEEP).search(plain):
        for rating, words in _SLEEP_RATINGS.items():
            if _pattern(words).search(plain):
                return WordMeaning(kind=ExposureKind.SLEEP_QUALITY, amount=rating)
    is_none = _NONE.search(plain) is not None
    for kind, words in _KINDS.items():
        if _pattern(words).search(plain):
            name = _LEAD.sub("", plain) if kind in _NAMED else ""
            return WordMeaning(kind=kind, name=name, amount=0.0 if is_none else None)
    for name, words in _OTHER.items():
        if _pattern(words).search(plain):
            return WordMeaning(kind=ExposureKind.OTHER, name=name, amount=0.0 if is_none else 1.0)
    return None


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words.split(", ")) + r")\b")
