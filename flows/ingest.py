"""The Prefect flow: one task a report, and a table of what became of each."""

import os
from importlib import import_module
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.batch import Options, Result, Run, read_alone, task_runner_name
from flows.engine import EngineError
from flows.workers import Job

_WAITING = 16  # tasks of a run at a time: they only wait for a worker and for the disk


def task_runner() -> TaskRunner[Any]:
    """What CSP_TASK_RUNNER names; CSP_DASK_SCHEDULER is a cluster's address, else one is made."""
    name = task_runner_name()
    if name == "threads":
        return ThreadPoolTaskRunner(max_workers=_WAITING)
    if name != "dask":
        raise EngineError(f"CSP_TASK_RUNNER={name}: there are `threads` and `dask`")
    # Its processes must be allowed to start ours, as they have our limits on time and memory.
    os.environ.setdefault("DASK_DISTRIBUTED__WORKER__DAEMON", "False")
    try:
        prefect_dask = import_module("prefect_dask")
    except ImportError as error:
        raise EngineError(f"{error}: pip install -e '.[dask]'") from None
    runner: TaskRunner[Any] = prefect_dask.DaskTaskRunner(os.environ.get("CSP_DASK_SCHEDULER"))
    return runner


@task(task_run_name="{job.name}", cache_policy=NO_CACHE)
def read_report(job: Job, options: Options) -> Result | State[Result]:
    """Reads one report and publishes what was found."""
    run = Run.current()
    result = run.settle(job) if run else read_alone(job, options)
    return Failed(message=result.reason, data=result) if result.state == "failed" else result


@flow(name="ingest", task_runner=task_runner())
def ingest(paths: list[str], options: Options | None = None) -> State[Any]:
    """Reads the reports at these paths, files and folders, and publishes their records."""
    if run := Run.current():  # its workers read already while the engine started
        return _conduct(run)
    with Run(paths, options or Options()) as run:
        return _conduct(run)


def _conduct(run: Run) -> State[Any]:
    futures = [read_report.submit(job, run.options) for job in run.jobs]
    try:
        for future in futures:
            future.wait()
    except BaseException:  # Ctrl-C: the tasks must not wait for what nobody reads any more
        run.stop()
        raise
    for job, future in zip(run.jobs, futures, strict=True):
        result = future.result(raise_on_failure=False)
        if isinstance(result, Result):
            run.results[job.source] = result  # of another machine
        else:
            run.give_up(job, f"its task failed: {future.state.message}")
    results = list(run.results.values())
    create_table_artifact(
        key="ingest",
        table=[_row(result) for result in results],
        description=f"What became of {len(results)} reports in `{run.options.curated}`",
    )
    wrong = [result for result in results if result.reason]
    for result in wrong:
        get_run_logger().warning("%s: %s", result.source, result.reason)
    if wrong:
        return Failed(message=f"{len(wrong)} of {len(results)} reports: something is wrong")
    return Completed(message=f"{len(results)} reports")


def _row(result: Result) -> dict[str, Any]:
    records = sum(n for dataset, n in result.rows.items() if dataset != "reports")
    return {
        "report": result.source,
        "state": result.state,
        "partnership": result.partnership,
        "period": result.period,
        "records": records,
        "warnings": result.warnings,
        "reason": result.reason,
    }
