"""The golden tests of domain/12 §4.23: ledgers in through the real import, figures out of the real engine."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from luodi.across.figures import selectors as figures
from luodi.across.intake.services import ImportOptions, import_file
from luodi.base.core.codes import uscc_fault
from luodi.base.core.money import round_decimal
from luodi.base.orgs.models import Unit
from luodi.base.orgs.selectors import operator
from luodi.domains.investors import services as investors
from luodi.domains.projects import services as projects
from luodi.domains.projects.models import CapitalRecord, Project
from luodi.domains.projects.rules import bottom_line, talks_due_on
from luodi.domains.targets.services import issue_target
from tests import factories
from tests.across.intake.ledgers import HEADER, numbered, write_ledger
from tests.worlds import remembered

AT = datetime(2023, 7, 3, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db
CHAINS = {"食品加工": 11, "铝": 9, "生物医药": 8, "文旅": 10}


def take_in(path: Path, unit: Unit, **options: object) -> dict[str, object]:
    chosen = ImportOptions(recognise=True, create_chains=True, create_units=True, as_of=date(2023, 6, 30), **options)
    return import_file(path, unit=unit, options=chosen, actor=operator(), at=AT)[1]


def value(code: str, period: str = "2023H1", **asked: object) -> figures.FigureValue:
    sheet = figures.figures(operator(), period=period, codes=[code], **asked)
    found = sheet.value(code)
    assert found is not None
    return found


def seed_001_rows() -> list[list[object]]:
    """132 signings of the rolling 36 months: 38 in 2023H1 over 64.1亿元; 53 started, 50 terminated, 29 waiting."""
    rows: list[list[object]] = []
    chains = [name for name, count in CHAINS.items() for _ in range(count)]
    for number in range(132):
        name, investor = numbered(number)
        is_new = number < 38
        amount = Decimal("1.6") if number < 37 else Decimal("64.1") - Decimal("1.6") * 37
        signed = (
            f"2023-{number % 6 + 1:02d}-15" if is_new else f"202{1 + number % 2}.{number % 12 + 1}.{number % 27 + 1}"
        )
        state = number % 132
        started = "2023年3月1日" if 38 <= state < 91 else None
        ended = "2023-05-20" if 91 <= state < 132 or state < 9 else None
        word = "已开工" if started else "已终止" if ended else "已签约未开工"
        rows.append(
            [name, investor, chains[number] if is_new else "铝", "", float(amount), signed, None, started, ended, word]
        )
    return rows


@pytest.fixture
def root(db) -> Unit:
    return factories.district()


@pytest.fixture
@remembered
def seed_001(db: None) -> Unit:
    root = factories.district()
    capital = [["项目名称", "投资方", "到位时间", "到位金额（万元）", "凭证号"]]
    for number, amount in ((10, 15000), (11, 15100), (12, 8000), (38, 15000), (39, 4850), (200, 3050)):
        capital.append([*numbered(number), "2023-06-20", amount, f"PZ{number}"])
    older = [*numbered(200), None, "", 30, "2019-05-06", None, "2019-09-01", None, "已开工"]
    fair = [
        [*numbered(number), None, "", 27.5, "2023-04-18", None, None, None, "已签框架协议"] for number in (300, 301)
    ]
    sheets = {"签约": [HEADER, *seed_001_rows(), older, *fair], "到位资金明细": capital}
    with TemporaryDirectory() as folder:
        answer = take_in(write_ledger(Path(folder) / "台账.xlsx", sheets), root)
    assert answer["rejected"] == []
    for issuer, tier, indicator, amount, measure in (
        ("政府工作报告", "", "S01", "40", "个"),
        ("市级", "", "S02", "120", "亿元"),
        ("区级", "M0", "S02", "160", "亿元"),
    ):
        issue_target(
            root,
            indicator=indicator,
            value=Decimal(amount),
            measure=measure,
            period="2023",
            issuer=issuer,
            tier=tier,
            actor=operator(),
            at=AT,
        )
    return root


def test_t001_contracts_and_their_targets(seed_001):
    assert value("S01").value == "38"
    assert value("S02").value == "64.10"
    assert value("S01").targets[0].completion == "95.0"
    completions = {target.tier or target.issuer: target.completion for target in value("S02").targets}
    assert completions == {"市级": "53.4", "M0": "40.1"}
    whole = figures.figures(operator(), period="2023H1", codes=["S06.v"], digits=0)
    assert [figure.value for figure in whole.figures] == ["53", "40"]


def test_t001_started_terminated_and_waiting(seed_001):
    rate = value("P03")

    assert (rate.value, rate.numerator, rate.denominator) == ("40.2", "53", "132")
    assert value("P03", calibre="B").value == "64.6"
    assert value("P10").value == "29"
    assert value("P14.r").numerator == "50"


def test_t001_capital_of_chain_projects(seed_001):
    assert value("C01").value == "6.10"
    assert value("C06").value == "95.0"


def test_t001b_framework_amounts_are_never_added_to_contracts(seed_001):
    assert (value("S03.n").value, value("S03.v").value) == ("2", "55.00")
    assert value("S02").value == "64.10"


def test_t001b_the_table_of_chains_sums_to_the_whole(seed_001):
    sheet = figures.figures(operator(), period="2023H1", codes=["T04"], by="chain")
    counts = [Decimal(group.figures[0].raw or 0) for group in sheet.groups]
    amounts = [Decimal(group.figures[1].raw or 0) for group in sheet.groups]

    assert sum(counts) == 38
    assert sum(amounts) == Decimal("64.1")
    assert sorted(int(count) for count in counts if count) == [8, 9, 10, 11]


def test_t001_the_drill_sums_to_the_figure(seed_001):
    drill = figures.drill(operator(), "S02", period="2023H1")

    assert drill.total() * 10 == 641
    assert len(drill.rows) == 38


def test_t001c_clocks_follow_calendar_months():
    assert talks_due_on(date(2023, 1, 31), "ORDINARY") == date(2023, 4, 30)
    assert talks_due_on(date(2023, 1, 31), "MAJOR") == date(2023, 7, 31)
    assert bottom_line(date(2023, 5, 4)) == date(2024, 3, 31)


@pytest.fixture
def seed_003(root: Unit, tmp_path: Path) -> Unit:
    rows = []
    for number in range(385):
        landed = "2014-05-01" if number < 210 else None
        ended = "2015-02-01" if 210 <= number < 316 else None
        word = "已落地" if landed else "已取消" if ended else "未落地"
        rows.append([*numbered(number), None, "", 1.2, f"201{2 + number % 3}-03-04", landed, None, ended, word])
    take_in(write_ledger(tmp_path / "签约.xlsx", {"签约": [HEADER, *rows]}), root)
    return root


def test_t003_landing_rate_of_385_signings(seed_003):
    window = "2012..2015H1"

    def landed(digits: int, calibre: str = "A") -> str | None:
        return value("P05", "2015H1", window=window, digits=digits, calibre=calibre).value

    assert [landed(0), landed(1), landed(2)] == ["55", "54.5", "54.55"]
    assert landed(1, "B") == "75.3"
    parts = {
        code: value(f"P05.{code}", "2015H1", window=window).value
        for code in ("signed", "cancelled", "landed", "unlanded")
    }
    assert parts == {"signed": "385", "cancelled": "106", "landed": "210", "unlanded": "69"}


def test_t003b_average_size_of_a_project(root, tmp_path):
    rows = [[*numbered(number), None, "", 1.75, "2014-03-04", None, None, None, "已签约"] for number in range(1340)]
    rest = 2357.92 - 1.75 * 1340
    rows.append([*numbered(1340), None, "", round(rest, 2), "2014-03-04", None, None, None, "已签约"])
    take_in(write_ledger(tmp_path / "内资.xlsx", {"内资": [HEADER, *rows]}), root)

    average = value("S07", "2012..2015H1", digits=1)

    assert (value("S01", "2012..2015H1").value, value("S02", "2012..2015H1").value) == ("1341", "2357.92")
    assert average.value == "1.8"


@pytest.fixture
def seed_004(root: Unit, tmp_path: Path) -> Unit:
    """123 signings over 398亿元, 83 of 1亿元 and more, 9 of 10亿元 and more; 412.63亿元 arrived."""
    amounts = [20.0] * 8 + [398 - 160 - 74 * 2 - 40 * 0.5] + [2.0] * 74 + [0.5] * 40
    rows = [
        [*numbered(number), None, "", amount, "2020-05-06", None, None, None, "已签约"]
        for number, amount in enumerate(amounts)
    ]
    continued = [*numbered(900), None, "", 400, "2015-01-05", None, "2015-09-01", None, "已开工"]
    capital = [["项目名称", "投资方", "到位时间", "到位金额（亿元）", "凭证号"]]
    capital += [[*numbered(900), "2020-09-09", 400, "K1"], [*numbered(0), "2020-10-10", 12.63, "K2"]]
    path = write_ledger(tmp_path / "十三五.xlsx", {"签约": [HEADER, *rows, continued], "到位资金明细": capital})
    assert take_in(path, root)["rejected"] == []
    for indicator, amount, measure in (
        ("S01", "100", "个"),
        ("S04", "65", "个"),
        ("S05", "6", "个"),
        ("S02", "351", "亿元"),
        ("C01", "358", "亿元"),
    ):
        issue_target(
            root,
            indicator=indicator,
            value=Decimal(amount),
            measure=measure,
            period="2020",
            issuer="市级",
            actor=operator(),
            at=AT,
        )
    return root


def test_t004_nested_sizes_and_their_completions_in_both_roundings(seed_004):
    def completion(code: str, digits: int, mode: str = "HALF_UP") -> str | None:
        return value(code, "2020", digits=digits, round_mode=mode).targets[0].completion

    assert [value(code, "2020").value for code in ("S01", "S04", "S05")] == ["123", "83", "9"]
    assert completion("S01", 0) == "123"
    assert (completion("S04", 1), completion("S04", 0, "DOWN")) == ("127.7", "127")
    assert completion("S05", 0) == "150"
    assert completion("S02", 2) == "113.39"
    assert (value("C02", "2020", digits=2).value, value("C02", "2020", digits=2, round_mode="DOWN").value) == (
        "115.26",
        "115.25",
    )


def test_t_share_a_project_of_two_units_counts_half_in_each_and_once_in_the_city(root, tmp_path):
    take_in(
        write_ledger(
            tmp_path / "一.xlsx",
            {"台账": [HEADER, [*numbered(1), None, "", 3, "2023-02-03", None, None, None, "已签约"]]},
        ),
        root,
    )
    east, west = factories.unit("QJ-E"), factories.unit("QJ-W")
    project = Project.objects.get(batch__gt="")
    half = Decimal(50)
    projects.set_shares(project, {east: half, west: half}, valid_from=date(1900, 1, 1), actor=operator(), at=AT)

    counts = {code: value("S01", unit=code).raw for code in ("QJ-E", "QJ-W", "QJ")}

    assert counts == {"QJ-E": "0.5", "QJ-W": "0.5", "QJ": "1"}
    assert value("S02", unit="QJ-E").value == "1.50"


def test_t_capital_foreign_money_is_fixed_at_the_rate_of_its_day(root):
    project = factories.signed_project(amount="5000")
    arrived = date(2023, 5, 10)
    projects.enter_exchange_rate("USD", day=arrived, rate=Decimal("6.9"), source="央行中间价", actor=operator(), at=AT)

    record = projects.file_capital(
        project,
        arrived_on=arrived,
        amount_in_wan=Decimal(100),
        currency="USD",
        voucher_no="V1",
        actor=factories.clerk(),
        at=AT,
    )
    projects.enter_exchange_rate(
        "USD", day=date(2023, 5, 11), rate=Decimal("7.3"), source="央行中间价", actor=operator(), at=AT
    )

    stored = CapitalRecord.objects.get(pk=record.pk)
    assert (stored.amount_in_wan, stored.rate, stored.amount_in_currency_wan) == (
        Decimal(690),
        Decimal("6.9"),
        Decimal(100),
    )


def test_t_uscc_the_check_character_decides():
    assert uscc_fault("91350100M000100Y43") is None
    assert uscc_fault("91350100M000100Y4Z") is not None


def test_rounding_down_of_a_truncating_office_is_data():
    assert round_decimal(Decimal(83) * 100 / 65, 0, "DOWN") == 127


def test_trips_are_counted_once_and_companies_once(root):
    met = [investors.register_investor(f"示例{number}有限公司", actor=operator(), at=AT) for number in range(3)]
    for day, companies in ((3, met[:2]), (9, met[1:])):
        investors.file_trip(
            root,
            left_on=date(2023, 3, day),
            returned_on=date(2023, 3, day + 1),
            place="示例市",
            met=companies,
            is_led=True,
            actor=operator(),
            at=AT,
        )

    assert (value("A02.n").value, value("A02.c").value) == ("2", "3")
