from luodi.base.core import choices


def test_choices_offer_djangos_two_enumerations_and_nothing_else() -> None:
    class Colour(choices.TextChoices):
        RED = "RED", "红"

    class Level(choices.IntegerChoices):
        FIRST = 1, "一级"

    assert choices.__all__ == ["IntegerChoices", "TextChoices"]
    assert (Colour.choices, Level.choices) == ([("RED", "红")], [(1, "一级")])
