#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes data/starter/*.csv from published tables of facts.

Usage: tools/make-starter.py FOLDER [OUT]

FOLDER holds the Office for National Statistics tables named below (the shared data folder's geo/).
The result is committed, so that building needs none of them; run this again only when the tables
change. Names, codes, label points, hectares and populations are taken over; outlines are not.
"""

import csv
import json
import math
import pathlib
import statistics
import sys

COUNTY = 'E10000003'
CAMBRIDGE = 'E07000008'
SOUTH_CAMBRIDGESHIRE = 'E07000012'
UNPLACED_PARISH = 'E04012737'

CENSUS = 'Census 2011, added up from output areas'
ESTIMATE = 'Mid-2020 estimates of LSOAs, added up'

# What a draft area is called, and the parish in whose label point its centre is taken to be.
CENTRES = {
    'E07000009': [('Ely', 'Ely'), ('Soham', 'Soham'), ('Burwell', 'Burwell')],
    'E07000010': [('Wisbech', 'Wisbech'), ('March', 'March'), ('Whittlesey', 'Whittlesey'),
                  ('Chatteris', 'Chatteris')],
    'E07000011': [('St Neots', 'St. Neots'), ('Huntingdon', 'Huntingdon'), ('St Ives', 'St. Ives'),
                  ('Ramsey', 'Ramsey'), ('Yaxley', 'Yaxley'), ('Sawtry', 'Sawtry')],
    'E07000012': [('Cambourne', 'Cambourne'), ('Cottenham', 'Cottenham'), ('Histon', 'Histon'),
                  ('Sawston', 'Sawston'), ('Linton', 'Linton'), ('Melbourn', 'Melbourn')],
}

# Cambridge has no parishes, so its areas are made of whole wards that touch each other.
CAMBRIDGE_PARTS = {
    'Cambridge East': ['Abbey', 'Cherry Hinton', 'Coleridge', 'Petersfield', 'Romsey'],
    'Cambridge North': ['Arbury', 'Castle', 'East Chesterton', "King's Hedges", 'West Chesterton'],
    'Cambridge South': ['Market', 'Newnham', "Queen Edith's", 'Trumpington'],
}

PRIORITIES = [
    ('Supporting the COVID-19 outbreak control process', True),
    ('Support for carers', True),
    ('Support for older people', False),
    ('Increasing the take-up of Technology Enabled Care (TEC)', False),
    ('Support for children and adolescents', False),
    ('Tackling food and fuel poverty and security', True),
    ('Improving social mobility', False),
    ('Implementing place-based commissioning', False),
]

ORGANISATIONS = {
    'Councils for Voluntary Service': ['Hunts Forum', 'Cambridge CVS', 'Peterborough CVS'],
    'Voluntary sector': [
        'Age UK', 'Cambridgeshire ACRE',
        ('Cambridgeshire and Peterborough Association of Local Councils', 'CAPALC'),
        'Care Network', 'Caring Together', 'Healthwatch Cambridgeshire and Peterborough',
        'British Red Cross', 'Alzheimer’s Society', 'Cambridge Citizens Advice',
        'Peterborough Citizens Advice', 'Rural Cambridgeshire Citizens Advice'],
    'Faith': ['Archdeacon, Diocese of Ely', 'Peterborough Interfaith Council'],
    'District and city councils': [
        'Cambridge City Council', 'East Cambridgeshire District Council',
        'Fenland District Council', 'Huntingdonshire District Council',
        'Peterborough City Council', 'South Cambridgeshire District Council'],
    'Public sector': [
        'Cambridgeshire Fire and Rescue', 'Cambridgeshire Police',
        'Office of the Police and Crime Commissioner', 'NHS Clinical Commissioning Group',
        'Cambridgeshire and Peterborough Safeguarding Board', 'Department for Work and Pensions',
        'Bedfordshire, Cambridgeshire and Hertfordshire Civil Contingencies Unit'],
    'Housing': ['Sub-Regional Housing Board', 'Cross Keys Homes'],
    'County Council': [
        'Cambridgeshire Local', 'Children’s Services Early Help', 'Adult Social Care',
        'Commissioning Service', 'Public Health', 'Communications', 'Business Intelligence',
        'Countywide Hub'],
}


def read(folder, name):
    with open(folder / name, encoding='utf-8-sig', newline='') as file:
        return list(csv.DictReader(file))


def features(folder, name):
    with open(folder / name, encoding='utf-8') as file:
        return json.load(file)['features']


def write(out, name, header, rows):
    with open(out / name, 'w', encoding='utf-8', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(header)
        writer.writerows(rows)


def rings(geometry):
    parts = geometry['coordinates']
    if geometry['type'] == 'Polygon':
        parts = [parts]
    return [ring for part in parts for ring in part]


def local_metres(ring, lat):
    """Degrees to metres on a plane that is true at one latitude; good enough for a ward."""
    north = 111_132.95 - 559.85 * math.cos(2 * math.radians(lat))
    east = 111_412.88 * math.cos(math.radians(lat)) - 93.5 * math.cos(3 * math.radians(lat))
    return [(x * east, y * north) for x, y, *_ in ring], east, north


def signed_distance(x, y, outline):
    """Distance to the nearest border, negative outside."""
    inside, nearest = False, math.inf
    for ring in outline:
        for (ax, ay), (bx, by) in zip(ring, ring[1:]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            along = 0 if length == 0 else min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / length))
            nearest = min(nearest, math.hypot(ax + along * dx - x, ay + along * dy - y))
    return nearest if inside else -nearest


def inner_point(geometry):
    """The point farthest from the border, found on a grid that is refined around the best place."""
    ring_list = rings(geometry)
    lat = statistics.fmean(point[1] for point in ring_list[0])
    scaled = [local_metres(ring, lat) for ring in ring_list]
    outline, (_, east, north) = [ring for ring, _, _ in scaled], scaled[0]
    xs, ys = zip(*[point for ring in outline for point in ring])
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half = max(max(xs) - min(xs), max(ys) - min(ys)) / 2
    while half > 1:
        grid = [(x + half * i / 10, y + half * j / 10) for i in range(-10, 11) for j in range(-10, 11)]
        x, y = max(grid, key=lambda point: signed_distance(*point, outline))
        half /= 4
    area = sum((ax * by - bx * ay) / 2
               for ring in outline for (ax, ay), (bx, by) in zip(ring, ring[1:]))
    return y / north, x / east, abs(area) / 10_000


def degrees(number):
    return f'{float(number):.6f}'


def population_by(folder, key):
    totals, codes = {}, {row['LSOA11CD']: row for row in read(folder, 'lookup_lsoa11_ward19_ons.csv')}
    for row in read(folder, 'population_mid2020_lsoa11.csv'):
        place = codes[row['LSOA11CD']][key]
        totals[place] = totals.get(place, 0) + int(row['total'])
    return totals


def make_districts(folder):
    people = population_by(folder, 'LAD19CD')
    rows = []
    for feature in features(folder, 'lad_2019_digital-land.geojson'):
        facts = feature['properties']
        if not facts['lad19cd'].startswith('E07'):
            continue
        rows.append([facts['lad19cd'], facts['lad19nm'], COUNTY, degrees(facts['lat']),
                     degrees(facts['long']), round(facts['st_areashape'] / 10_000, 1),
                     people[facts['lad19cd']], ESTIMATE, ''])
    return sorted(rows)


def make_county(folder, districts):
    shape = features(folder, 'county_dissolved_from_lad2019.geojson')[0]
    # A coarse outline is enough to find the middle of a county.
    shape['geometry']['coordinates'] = [
        [ring[::20] + ring[-1:] for ring in part] for part in shape['geometry']['coordinates']
    ] if shape['geometry']['type'] == 'MultiPolygon' else [
        ring[::20] + ring[-1:] for ring in shape['geometry']['coordinates']]
    lat, lon, _ = inner_point(shape['geometry'])
    return [[COUNTY, 'Cambridgeshire', '', degrees(lat), degrees(lon),
             round(sum(row[5] for row in districts), 1), sum(row[6] for row in districts), ESTIMATE,
             '']]


def point_from_postcodes(folder):
    """South Trumpington is younger than the table of label points: the middle of its postcodes,
    which are those of Trumpington Meadows that lie in South Cambridgeshire."""
    rows = [row for row in read(folder, 'codepoint_open_recent.csv')
            if row['Postcode'].startswith('CB2 9') and
            row['Admin_district_code'] == SOUTH_CAMBRIDGESHIRE]
    return (statistics.fmean(float(row['lat_derived']) for row in rows),
            statistics.fmean(float(row['long_derived']) for row in rows))


def parish_people(folder):
    people, together = {}, {}
    for row in read(folder, 'parish_population_2011_derived.csv'):
        codes = row['PAR19CD'].split('|')
        if len(codes) == 1:
            people[codes[0]] = int(row['pop2011_oa_sum'])
        for code in codes:
            together[code] = (row['PAR19NM'], codes, int(row['pop2011_oa_sum']))
    return people, together


def make_parishes(folder):
    people, together = parish_people(folder)
    rows = []
    for row in read(folder, 'parishes_2019-12.csv'):
        code, note = row['PAR19CD'], ''
        if not row['LAD19CD'].startswith('E07'):
            continue
        lat, lon = row['label_lat'], row['label_long']
        if code == UNPLACED_PARISH:
            lat, lon = point_from_postcodes(folder)
            note = 'Newer than the table of label points; placed at the middle of its postcodes.'
        elif code not in people and code in together:
            names, _, total = together[code]
            names = ' and '.join(names.rsplit(' + ', 1)).replace(' + ', ', ')
            note = f'Census 2011 counts {names} together: {total} residents.'
        rows.append([code, row['PAR19NM'], row['LAD19CD'], degrees(lat), degrees(lon),
                     row['hectares_os_2014'] and round(float(row['hectares_os_2014']), 1),
                     people.get(code, ''), CENSUS if code in people else '', note])
    return sorted(rows)


def make_wards(folder):
    people = population_by(folder, 'WD19CD')
    names = {row['WD19CD']: row['WD19NM'] for row in read(folder, 'lookup_lsoa11_ward19_ons.csv')
             if row['LAD19CD'] == CAMBRIDGE}
    rows = []
    for feature in features(folder, 'ward_2020_odileeds.geojson'):
        code = feature['properties']['WD20CD']
        if code in names:
            lat, lon, hectares = inner_point(feature['geometry'])
            rows.append([code, names[code], CAMBRIDGE, degrees(lat), degrees(lon), round(hectares),
                         people[code], ESTIMATE, ''])
    return sorted(rows)


def kilometres(a, b):
    return math.hypot((float(a[3]) - float(b[3])) * 111.2,
                      (float(a[4]) - float(b[4])) * 111.3 * math.cos(math.radians(52.3)))


def make_clusters(parishes, wards):
    rows = []
    for district, centres in CENTRES.items():
        own = [row for row in parishes if row[2] == district]
        at = {name: next(row for row in own if row[1] == parish) for name, parish in centres}
        for row in own:
            rows.append((min(at, key=lambda name: kilometres(row, at[name])), district, row[0]))
    for name, members in CAMBRIDGE_PARTS.items():
        rows += [(name, CAMBRIDGE, row[0]) for row in wards if row[1] in members]
    return sorted(rows)


def cluster_people(codes, people, together, wards):
    """The residents of whole members: parishes that the census counts together must all be in."""
    if codes[0].startswith('E05'):
        return sum(row[6] for row in wards if row[0] in codes), ESTIMATE, ''
    total = sum(people.get(code, 0) for code in codes)
    groups = {together[code][0]: together[code] for code in codes
              if code not in people and code in together}
    missing = [code for code in codes if code not in people and code not in together]
    for names, members, residents in groups.values():
        if set(members) <= set(codes):
            total += residents
        else:
            missing += [code for code in members if code in codes]
    return total, CENSUS, missing


def make_cluster_facts(folder, clusters, parishes, wards):
    people, together = parish_people(folder)
    names = {row[0]: row[1] for row in parishes}
    places = {row[0]: row for row in parishes + wards}
    centres = {name: parish for each in CENTRES.values() for name, parish in each}
    rows = []
    for number, name in enumerate(sorted({row[0] for row in clusters}), 1):
        codes = [row[2] for row in clusters if row[0] == name]
        district = next(row[1] for row in clusters if row[0] == name)
        total, source, missing = cluster_people(codes, people, together, wards)
        note = 'Draft: the parishes that lie nearest to it within the district.'
        if name in CAMBRIDGE_PARTS:
            note = 'Draft: a third of the city, by wards.'
        elif missing:
            note += ' Without the residents of ' + ', '.join(names[code] for code in missing) + '.'
        if name in CAMBRIDGE_PARTS:
            own = [places[code] for code in codes]
            middle = [statistics.fmean(float(row[i]) for row in own) for i in (3, 4)]
        else:
            centre = next(places[code] for code in codes if places[code][1] == centres[name])
            middle = centre[3:5]
        rows.append([number, name, district, degrees(middle[0]), degrees(middle[1]), total, source,
                     note])
    return rows


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    out = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else 'data/starter')
    districts, parishes, wards = make_districts(folder), make_parishes(folder), make_wards(folder)
    clusters = make_clusters(parishes, wards)
    header = ['code', 'name', 'parent', 'lat', 'lon', 'hectares', 'population',
              'population_source', 'note']
    write(out, 'county.csv', header, make_county(folder, districts))
    write(out, 'districts.csv', header, districts)
    write(out, 'parishes.csv', header, parishes)
    write(out, 'wards.csv', header, wards)
    write(out, 'clusters.csv', ['number', 'name', 'district', 'lat', 'lon', 'population',
                                'population_source', 'note'],
          make_cluster_facts(folder, clusters, parishes, wards))
    write(out, 'members.csv', ['cluster', 'code'], [(name, code) for name, _, code in clusters])
    write(out, 'priorities.csv', ['position', 'name', 'initial_focus', 'note'],
          [(i, name, int(focus),
            'Care leavers, young people not in education, employment or training, young carers.'
            if 'adolescents' in name else '')
           for i, (name, focus) in enumerate(PRIORITIES, 1)])
    write(out, 'organisations.csv', ['name', 'short_name', 'sector'],
          [(*(body if isinstance(body, tuple) else (body, '')), sector)
           for sector, bodies in ORGANISATIONS.items() for body in bodies])


if __name__ == '__main__':
    main()
