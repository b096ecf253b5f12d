"""What did not answer is left alone for a while."""

import pytest

from toolbox.serving.circuit_breaker import CircuitBreaker


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("toolbox.serving.circuit_breaker.monotonic", lambda: now[0])
    return now


def test_nobody_tries_for_a_while_and_then_one_at_a_time(clock):
    pause = CircuitBreaker(5)
    assert pause.may_try()
    pause.failed()
    assert not pause.may_try()
    clock[0] += 6
    assert [pause.may_try() for _ in range(3)] == [True, False, False]


def test_all_go_on_once_it_answered(clock):
    pause = CircuitBreaker(5)
    pause.failed()
    clock[0] += 6
    pause.may_try()
    pause.answered()
    assert pause.may_try()
    assert pause.may_try()
