"""What did not answer is left alone for a while."""

from toolbox.serving.circuit_breaker import CircuitBreaker


def test_nobody_tries_for_a_while_then_one_at_a_time_and_all_once_it_answered(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("toolbox.serving.circuit_breaker.monotonic", lambda: now[0])
    breaker = CircuitBreaker(5)
    assert breaker.may_try()
    breaker.failed()
    assert not breaker.may_try()
    now[0] += 6
    assert [breaker.may_try() for _ in range(3)] == [True, False, False]
    breaker.answered()
    assert [breaker.may_try() for _ in range(2)] == [True, True]
