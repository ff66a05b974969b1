"""Builds partnerships.csv and places.csv in schemas/data/ from a folder of public look-ups.

    python scripts/make_partnerships.py ../shared/reference

The folder holds the ONS look-ups district -> partnership -> police force area of 2017 to 2019,
the ONS names of partnerships, and mySociety's register of local authorities with their mergers.
"""

import csv
import sys
import tomllib
from collections import defaultdict
from dataclasses import astuple, dataclass, field, fields, replace
from datetime import date, timedelta
from pathlib import Path

from schemas.codes import Partnership, Place, slug

DATA = Path(__file__).parent.parent / "schemas" / "data"
HAND_KEPT = tomllib.loads((DATA / "partnership_names.toml").read_text(encoding="utf-8"))
YEARS = ("17", "18", "19")
SOURCE = """\
# What partnerships.csv and places.csv were made from, by scripts/make_partnerships.py.

[[sources]]
title = "Look-ups of districts, partnerships and police forces, England and Wales, 2017 to 2019"
publisher = "Office for National Statistics"
licence = "Open Government Licence v3.0"

[[sources]]
title = "Local authority names and codes, with mergers up to 2025"
publisher = "mySociety"
used = "names, codes and dates: facts only"

[[sources]]
title = "partnership_names.toml: names in use, joint partnerships, short forms"
publisher = "this project, by hand, from general knowledge; no register confirms them"
licence = "MIT"
"""


@dataclass(frozen=True)
class District:
    """A local authority district, past or present."""

    code: str
    name: str
    force: str = ""
    county: str = ""
    region: str = ""
    ended: str = ""
    began: str = ""
    successor: str = ""
    """ONS code of the one authority that replaced it."""


@dataclass
class Lookup:
    """District codes of each partnership, by year, and the names that go with the codes."""

    districts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    welsh: dict[str, str] = field(default_factory=dict)


def main(reference: Path) -> None:
    """Writes the two files and their source note."""
    lookup, districts = read_lookups(reference), read_districts(reference)
    rows = registered(lookup, districts)
    rows = [succeeded(row, districts) for row in rows]
    rows += own_partnerships(rows, districts)
    rows += joint(rows)
    rows = sorted((named(row) for row in rows), key=lambda row: row.slug)
    write(DATA / "partnerships.csv", rows)
    write(DATA / "places.csv", places(rows, list(districts.values())))
    (DATA / "partnerships.source.toml").write_text(SOURCE, encoding="utf-8")


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_lookups(reference: Path) -> Lookup:
    """The ONS look-ups of three years."""
    lookup = Lookup()
    for year in YEARS:
        members: dict[str, list[str]] = defaultdict(list)
        for row in read_csv(reference / f"lad_csp_pfa_20{year}.csv"):
            members[row[f"CSP{year}CD"]].append(row[f"LAD{year}CD"])
            lookup.names[row[f"CSP{year}CD"]] = in_use(row[f"CSP{year}NM"])
        lookup.districts[year] = {code: sorted(codes) for code, codes in members.items()}
    for row in read_csv(reference / "csp_names_2019.csv"):
        # The file's Welsh names were decoded as Latin-1 once too often: `Ynys MÃ´n`.
        welsh = row["CSP19NMW"].encode("latin-1", "ignore").decode("utf-8", "ignore")
        lookup.welsh[row["CSP19CD"]] = in_use(welsh)
    return lookup


def read_districts(reference: Path) -> dict[str, District]:
    """Districts of England and Wales by ONS code, with force, county and successor."""
    register = read_csv(reference / "uk_local_authorities.csv")
    by_short_code = {row["local-authority-code"]: row for row in register}
    found = {}
    for row in register:
        is_district = row["local-authority-type"] in ("NMD", "UA", "MD", "LBO", "WPA", "CC")
        if is_district and row["nation"] in ("England", "Wales"):
            county = by_short_code.get(row["county-la"])
            successor = by_short_code.get(row["replaced-by"])
            found[row["gss-code"]] = District(
                code=row["gss-code"],
                name=in_use(row["nice-name"].removesuffix(" Council")),
                county=county["nice-name"].removesuffix(" County") if county else "",
                region=row["region"],
                ended=_last_day(row["end-date"]),
                began=row["start-date"] if row["start-date"] > "2017" else "",
                successor=successor["gss-code"] if successor else "",
            )
    return with_look_ups(found, reference)


def with_look_ups(districts: dict[str, District], reference: Path) -> dict[str, District]:
    """The districts with ONS names and police force areas; a new one has its predecessor's."""
    forces, names = {}, {}
    for year in YEARS:
        for row in read_csv(reference / f"lad_csp_pfa_20{year}.csv"):
            forces[row[f"LAD{year}CD"]] = in_use(row[f"PFA{year}NM"])
            names[row[f"LAD{year}CD"]] = in_use(row[f"LAD{year}NM"])
    for old in districts.values():
        if old.successor:
            forces.setdefault(old.successor, forces[old.code])
    regions = {forces[one.code]: one.region for one in districts.values() if one.region}
    return {
        code: replace(
            one,
            name=names.get(code, one.name),
            force=forces[code],
            county=HAND_KEPT["county_corrected"].get(one.name, one.county),
            region=one.region or regions[forces[code]],
        )
        for code, one in districts.items()
    }


def in_use(name: str) -> str:
    """The name in use for an ONS name: `Bristol, City of` -> `Bristol`."""
    return str(HAND_KEPT["renamed"].get(name, name))


def _last_day(end: str) -> str:
    """The last day of an authority; the register has the day after for some."""
    if end.endswith("-04-01"):
        return str(date.fromisoformat(end) - timedelta(days=1))
    return end


def registered(lookup: Lookup, districts: dict[str, District]) -> list[Partnership]:
    """The partnerships of the ONS list, each with the districts that only it serves."""
    return [
        partnership(
            name,
            [districts[d] for d in own_districts(lookup, code)],
            code,
            lookup.welsh.get(code, ""),
        )
        for code, name in sorted(lookup.names.items())
    ]


def own_districts(lookup: Lookup, code: str) -> list[str]:
    """Its districts in the latest year in which none is split between partnerships."""
    for year in reversed(YEARS):
        members = lookup.districts[year].get(code, [])
        others = {d for c, ds in lookup.districts[year].items() if c != code for d in ds}
        if members and not others & set(members):
            return members
    raise ValueError(f"{code}: its districts are split in every year")


def partnership(name: str, members: list[District], code: str = "", welsh: str = "") -> Partnership:
    """A partnership that serves the districts."""
    first = members[0]
    return Partnership(
        slug=slug(name),
        name=name,
        welsh_name="" if slug(welsh) == slug(name) else welsh,
        code=code,
        area_codes=tuple(member.code for member in members),
        former_area_codes=(),
        districts=tuple(member.name for member in members),
        force=first.force,
        county=first.county,
        region=first.region,
        area_names=(),
        other_names=(),
        valid_from=_unless_open([member.began for member in members]),
        valid_to=_unless_open([member.ended for member in members]),
    )


def _unless_open(days: list[str]) -> str:
    """The latest of the days; empty if one of them is not known or not yet."""
    return max(days) if all(days) else ""


def succeeded(row: Partnership, districts: dict[str, District]) -> Partnership:
    """The partnership with the authority of the same name that replaced its districts."""
    for code in row.area_codes:
        new = districts.get(districts[code].successor)
        while new and new.successor:
            new = districts[new.successor]
        if new and slug(new.name) == row.slug:
            return replace(
                row,
                area_codes=(new.code,),
                former_area_codes=row.area_codes,
                districts=(new.name,),
                county=new.county,
                valid_to="",
            )
    return row


def own_partnerships(rows: list[Partnership], districts: dict[str, District]) -> list[Partnership]:
    """A partnership for each district that the list has none of its name for."""
    known = {row.slug for row in rows}
    found = []
    for district in districts.values():
        if slug(district.name) not in known:
            former = tuple(d.code for d in districts.values() if d.successor == district.code)
            found.append(replace(partnership(district.name, [district]), former_area_codes=former))
    return found


def joint(rows: list[Partnership]) -> list[Partnership]:
    """The partnerships that serve several districts of the list together."""
    by_name = {row.name: row for row in rows}
    found = []
    for name, members in HAND_KEPT["joint"].items():
        parts = [by_name[member] for member in members]
        found.append(
            replace(
                parts[0],
                slug=slug(name),
                name=name,
                welsh_name="",
                code="",
                area_codes=tuple(code for part in parts for code in part.area_codes),
                districts=tuple(district for part in parts for district in part.districts),
            )
        )
    return found


def named(row: Partnership) -> Partnership:
    """The partnership with the other names that are kept by hand."""
    return replace(
        row,
        area_names=tuple(HAND_KEPT["areas"].get(row.slug, ())),
        other_names=tuple(HAND_KEPT["names"].get(row.slug, ())),
    )


def places(rows: list[Partnership], districts: list[District]) -> list[Place]:
    """Districts, areas of partnerships, counties, forces, regions and countries."""
    past_first = sorted(districts, key=lambda district: not district.ended)
    codes = {slug(district.name): district.code for district in past_first}
    found = [
        Place(
            row.name,
            "district",
            codes.get(row.slug, ""),
            (*filter(None, [row.welsh_name]), *row.area_names),
        )
        for row in rows
    ]
    found += [Place(n, "county", "", tuple(o)) for n, o in sorted(HAND_KEPT["counties"].items())]
    for force in sorted({d.force for d in districts}):
        own = force if force.endswith("Police") else f"{force} Police"
        found.append(Place(own, "force", "", tuple(HAND_KEPT["forces"].get(force, ()))))
    found += [Place(n, "region", "", ()) for n in sorted({d.region for d in districts} - {"Wales"})]
    return found + [Place(n, "country", "", tuple(o)) for n, o in HAND_KEPT["countries"].items()]


def write(path: Path, rows: list[Partnership] | list[Place]) -> None:
    """Writes the rows as CSV, lists joined by `|`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(column.name for column in fields(rows[0]))
        for row in rows:
            out.writerow("|".join(v) if isinstance(v, tuple) else v for v in astuple(row))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_partnerships.py REFERENCE_FOLDER")
    main(Path(sys.argv[1]))
