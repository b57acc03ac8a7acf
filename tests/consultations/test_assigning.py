from consultations.assigning import Candidate, explain, in_order
from consultations.enums import AssignmentReason


def numbers(order) -> list[int]:
    return [pk for pk, _reason in order]


def test_whoever_has_least_to_do_comes_first():
    candidates = [Candidate(1, 120, 300), Candidate(2, 60, 900), Candidate(3, 60, 300), Candidate(4, 60, 300)]

    order = in_order(candidates)

    assert numbers(order) == [3, 4, 2, 1]
    assert order[0][1] == AssignmentReason.LEAST_LOADED


def test_order_does_not_depend_on_how_candidates_arrive():
    candidates = [Candidate(pk, pk % 3 * 30, pk % 2 * 60) for pk in range(1, 9)]

    assert in_order(candidates) == in_order(reversed(candidates))


def test_who_knows_the_matter_comes_first_however_busy():
    order = in_order([Candidate(1, 0), Candidate(2, 600)], known=2)

    assert order == [(2, AssignmentReason.FOLLOW_UP), (1, AssignmentReason.LEAST_LOADED)]


def test_who_knows_the_matter_and_is_not_free_is_not_waited_for():
    assert in_order([Candidate(1)], known=2) == [(1, AssignmentReason.ONLY_ONE)]


def test_who_was_asked_for_leaves_nobody_else():
    assert in_order([Candidate(1), Candidate(2)], chosen=2) == [(2, AssignmentReason.CHOSEN)]
    assert in_order([Candidate(1)], chosen=2) == []


def test_every_reason_has_a_sentence_with_the_name():
    assert all("Frau Beispiel" in explain(reason, "Frau Beispiel") for reason in AssignmentReason)
