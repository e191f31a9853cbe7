"""`luodi verify` and `luodi doctor`: is the ledger what its facts say, and is the installation sound."""

from argparse import Namespace

from luodi.interfaces.cli import doctor, instance, verification
from luodi.interfaces.cli.screen import Screen

_MARKS = {"ok": "正常", "remark": "提示", "fault": "故障"}


def run_verify(_options: Namespace, screen: Screen) -> int:
    """Recompute everything that is kept twice and compare; status 1 when anything differs."""
    instance.require_ready()
    checks = []
    for check in verification.CHECKS:
        screen.say(f"正在核对：{check.name}……")
        checks.append(check.run())
    screen.table(
        ("核对", "对象数", "结果"),
        [(done.name, done.checked, "一致" if not done.faults else f"{len(done.faults)} 处不一致") for done in checks],
    )
    for done in checks:
        for sentence in (*done.faults, *done.remarks):
            screen.line(f"  {done.name}：{sentence}")
    sound = not any(done.faults for done in checks)
    screen.document(
        {
            "ok": sound,
            "checks": [
                {
                    "code": done.code,
                    "name": done.name,
                    "ok": not done.faults,
                    "checked": done.checked,
                    "faults": list(done.faults),
                    "remarks": list(done.remarks),
                }
                for done in checks
            ],
        }
    )
    return 0 if sound else 1


def run_doctor(_options: Namespace, screen: Screen) -> int:
    """Look at the installation and the instance; status 1 when something must be mended."""
    findings = [finding for look in doctor.LOOKS for finding in look()]
    screen.table(("检查", "结果", "说明"), [(found.name, _MARKS[found.state], found.says) for found in findings])
    for found in findings:
        if found.advice:
            screen.line(f"  {found.name}：{found.advice}")
    sound = all(found.state != "fault" for found in findings)
    screen.line("没有需要处理的故障。" if sound else "请按上面的说明处理后再运行 luodi doctor。")
    screen.document(
        {
            "ok": sound,
            "checks": [
                {
                    "code": found.code,
                    "name": found.name,
                    "state": found.state,
                    "message": found.says,
                    "advice": found.advice,
                }
                for found in findings
            ],
        }
    )
    return 0 if sound else 1
