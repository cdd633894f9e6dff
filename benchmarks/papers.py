"""python -m benchmarks.papers: time, memory and size of a result report with two hundred requests in each format."""

import multiprocessing
import resource
import time
from typing import Any

from app import create_app
from app.documents.files import FORMATS
from app.documents.official.result_report import result_report
from app.kernel import clock

REQUESTS, TIMES = 200, 5
TEXT = "국사봉길 84 앞 모퉁이가 밤에 어두워 넘어진 이웃이 셋입니다. 가로등을 하나 달고 반사경을 함께 놓아 주세요. " * 3


def _body(requests: int) -> Any:
    council = {
        "id": 1, "name": "국사봉길 골목회의", "number": "상도3-2026-0412", "gu": "동작구", "dong": "상도3동",
        "dong_id": 1, "centre": "상도3동주민센터", "alley": "국사봉길",
    }  # fmt: skip
    asked = [
        {"id": n, "position": n, "text": f"{n}. {TEXT}", "clock": "suggestion", "due_on": "", "proposal_id": None}
        for n in range(1, requests + 1)
    ]
    return {
        "title": "쓰레기 회의", "council": council, "sent_at": "2026-11-23T15:30:00+00:00", "received_on": "2026-11-24",
        "sender": "김반장", "meeting": None, "resolutions": [], "polls": [], "requests": asked,
    }  # fmt: skip


def _measured(ending: str, answer: Any) -> None:
    """In a process of its own: the first file loads what is needed once and is not counted."""
    with create_app().test_request_context():
        small, large = (result_report(_body(count), 1, 1) for count in (1, REQUESTS))
        FORMATS[ending].make(small, clock.now())
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        taken = []
        for _ in range(TIMES):
            begun = time.process_time()
            content = FORMATS[ending].make(large, clock.now())
            taken.append(time.process_time() - begun)
        more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    answer.put((len(content) / 1000, sorted(taken)[TIMES // 2], more / 1024))


def main() -> None:
    """Measure and print."""
    print("| format | KB | s of the processor (median) | MiB more at the most |\n|---|---|---|---|")
    for ending in FORMATS:
        answer: Any = multiprocessing.get_context("spawn").Queue()
        process = multiprocessing.get_context("spawn").Process(target=_measured, args=(ending, answer))
        process.start()
        size, taken, more = answer.get()
        process.join()
        print(f"| {ending} | {size:.0f} | {taken:.2f} | {more:.0f} |")


if __name__ == "__main__":
    main()
