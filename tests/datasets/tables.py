"""Small tables in the layout of their publishers, with rows of our own making."""

from __future__ import annotations

from pathlib import Path

COW = (
    "version4id,ccode,state_name,all_st_day,all_st_month,all_st_year,all_end_day,all_end_month,"
    "all_end_year,ss_type,mem_st_day,mem_st_month,mem_st_year,mem_end_day,mem_end_month,"
    "mem_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente,version\n"
    "901,365,Russia,15,5,1992,,,,Type I,15,5,1992,,,,0,1,1,0,1,1,4.1\n"
    "901,373,Azerbaijan,15,5,1992,,,,Type I,-9,9,1993,20,4,1999,0,0,1,0,1,1,4.1\n"
    "902,365,Russia,14,5,1955,1,7,1991,Type I,14,5,1955,1,7,1991,0,0,1,0,0,0,4.1\n"
    "903,300,Austria-Hungary,7,10,1879,,11,1918,Type I,7,10,1879,3,11,1918,0,0,1,0,0,0,4.1\n"
)
ATOP_MEMBER = (
    "atopid,member,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul\n"
    "8001,371,1993,1,22,0,0,0,1,0,0,0,1\n"
    "8001,373,1993,9,24,0,0,0,1,0,0,0,1\n"
)
ATOP_ALLIANCE = (
    "atopid,begyr,begmo,begday,endyr,endmo,endday,defense,offense,neutral,nonagg,consul\n"
    "8001,1993,1,22,0,0,0,1,0,0,0,1\n"
)
UCDP = (
    "id,year,type_of_violence,conflict_name,dyad_name,side_a_new_id,side_a,side_b_new_id,side_b,"
    "where_coordinates,latitude,longitude,country,date_prec,date_start,date_end,best,high,low\n"
    "70001,2021,1,Armenia - Azerbaijan,Government of Armenia - Government of Azerbaijan,1,"
    "Government of Armenia,2,Government of Azerbaijan,Black Lake,39.6,46.6,Armenia,1,"
    "2021-11-16 00:00:00.000,2021-11-16 00:00:00.000,12,15,10\n"
    "70002,2020,3,,,77,Example Front,9999,Civilians,Goris town,39.5,46.3,Armenia,2,"
    "2020-10-01 00:00:00.000,2020-10-03 00:00:00.000,3,3,3\n"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,"
    "location,latitude,longitude,notes,fatalities\n"
    "ARM9001,2021-11-16,2021,1,Battles,Armed clash,Military Forces of Armenia (2018-),"
    "Military Forces of Azerbaijan (2003-),Armenia,Goris,39.5,46.3,,6\n"
    "ARM9002,16 November 2021,2021,3,Explosions/Remote violence,Shelling/artillery/missile attack,"
    "Military Forces of Azerbaijan (2003-),Civilians (Armenia),Armenia,Goris,39.5,46.3,,0\n"
    "ARM9003,2021-11-17,2021,1,Protests,Peaceful protest,Protesters (Armenia),,Armenia,Yerevan,"
    "40.2,44.5,,0\n"
)


def gdelt(*rows: dict[str, str], version: int = 2) -> str:
    """Rows of GDELT 1.0 or 2.0, the columns that are not given empty."""
    from kg.datasets.gdelt import HEADERS

    header = HEADERS[0] if version == 2 else HEADERS[1]
    return "".join("\t".join(row.get(name, "") for name in header) + "\n" for row in rows)


GDELT_ROW = {
    "GLOBALEVENTID": "1010000001",
    "SQLDATE": "20211116",
    "Actor1Code": "AZEMIL",
    "Actor1Name": "AZERBAIJAN",
    "Actor1CountryCode": "AZE",
    "Actor1Type1Code": "MIL",
    "Actor2Code": "ARM",
    "Actor2Name": "ARMENIA",
    "Actor2CountryCode": "ARM",
    "EventCode": "194",
    "ActionGeo_FullName": "Goris, Syunik, Armenia",
    "ActionGeo_CountryCode": "AM",
    "ActionGeo_Lat": "39.5111",
    "ActionGeo_Long": "46.3389",
    "ActionGeo_FeatureID": "-2323023",
    "SOURCEURL": "https://news.example/clash",
}


def written(folder: Path, name: str, content: str) -> Path:
    """The table as a file."""
    path = folder / name
    path.write_text(content, "utf-8")
    return path
