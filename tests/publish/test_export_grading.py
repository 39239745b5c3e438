from tallyclerk.publish import grades


def test_only_the_scale_of_the_specification_is_used() -> None:
    assert [grades.CONFIDENCE[grade] for grade in (1, 2, 3, 4, 5, 6)] == [90, 70, 50, 30, 10, None]
