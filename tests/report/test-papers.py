#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers as others see them: the text, fonts and boxes that poppler finds in the PDFs, HTML as a parser reads it, codes as a
scanner reads them. Usage: test-papers.py PAPER-TOOL"""
import base64
import csv
import html.parser
import os
import re
import subprocess
import sys
import tempfile

SECRET = 'Zaphod-Beeblebrox'
LINK = 'https://meet.example.org/larkspur?pwd=a1b2&lang=en'
A4 = (595.276, 841.89)
A3 = (841.89, 1190.551)
VOID = {'meta', 'img', 'br'}
folder = None


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode(errors='replace')


def path(name):
    return os.path.join(folder, name)


def read(name):
    with open(path(name), encoding='utf-8', newline='') as file:
        return file.read()


def text_of(name):
    """What a reader copies out of a PDF, with single spaces."""
    return re.sub(r'\s+', ' ', run('pdftotext', '-layout', path(name), '-'))


def pages_of(name):
    info = run('pdfinfo', path(name))
    size = re.search(r'Page size:\s+([\d.]+) x ([\d.]+)', info)
    return int(re.search(r'Pages:\s+(\d+)', info).group(1)), (float(size.group(1)), float(size.group(2)))


def names(suffix):
    return sorted(name for name in os.listdir(folder) if name.endswith(suffix))


class Page(html.parser.HTMLParser):
    """Holds a page to what a screen reader needs, and to tags that are closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.headings, self.images, self.links, self.text = [], [], [], [], []
        self.lang = self.title = None
        self.tags = set()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.add(tag)
        assert not any(name.startswith('on') for name in values), (tag, values)
        if tag == 'html':
            self.lang = values.get('lang')
        if tag == 'img':
            self.images.append(values)
        if tag == 'a':
            self.links.append(values['href'])
        if re.fullmatch('h[1-6]', tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] == 'title':
            self.title = data
        elif self.open and self.open[-1] != 'style':
            self.text.append(data)


def parse(name):
    page = Page()
    page.feed(read(name))
    page.close()
    assert page.open == [], page.open
    return page


def test_poster_says_everything():
    wanted = ['Cambridgeshire Local', 'with Fen & District Trust', 'Larkspur Community Forum', 'Forum or network',
              'Tuesday 5 January 2027', '10:00 to 12:30', 'The first Tuesday of every month until 31 December 2027',
              'Larkspur Village Hall', 'Committee room, first floor', '12 Mill Lane', 'CB7 4XX', 'Come along, or join online.', LINK,
              'Come and say what would make life in the village better.', 'Tea, coffee and cake from half past nine.',
              'For everybody who lives in or near Larkspur', 'Step-free access', 'Yes, with a RADAR key from the kitchen',
              'Hearing loop', '20 spaces, 2 of them for blue badges', 'Bus 9 stops outside every hour', 'Free of charge']
    page = re.sub(r'\s+', ' ', ''.join(parse('poster.html').text))
    plain = re.sub(r'\s+', ' ', read('poster.txt'))
    for kind, text in ('PDF', re.sub(r'\s+', ' ', run('pdftotext', path('poster.pdf'), '-'))), ('HTML', page), ('text', plain):
        for words in wanted:
            assert words in text, f'{kind} lacks {words!r}'
    pdf = text_of('poster.pdf')
    assert 'Grid reference TL 53' in pdf and 'Little Otter' in pdf and ' km' in pdf
    assert 'You are invited to' in text_of('invitation.pdf') and 'You are invited to' in read('invitation.txt')
    assert pages_of('poster.pdf')[0] == pages_of('invitation.pdf')[0] == 1


def test_one_date_of_many():
    assert 'Cancelled: this does not take place' in text_of('cancelled.pdf')
    assert 'Tuesday 2 February 2027' in text_of('cancelled.pdf')
    assert 'CANCELLED' in read('cancelled.txt') and 'You are invited' not in read('cancelled.txt')
    assert 'Wednesday 3 March 2027' in text_of('moved.pdf') and '18:00 to 20:00' in text_of('moved.pdf')
    assert 'Cancelled' not in text_of('moved.pdf') + text_of('poster.pdf')
    assert 'When' not in read('undated.txt') and 'Not yet known' in text_of('undated.pdf')


def test_nobody_is_named():
    for name in names(('.pdf', '.html', '.txt', '.csv')):
        text = run('pdftotext', path(name), '-') if name.endswith('.pdf') else read(name)
        for secret in SECRET, '07700', 'has the key':
            assert secret not in text, f'{secret} is in {name}'


def test_nothing_leaves_the_page():
    for name in names('.pdf'):
        boxes = run('pdftotext', '-bbox', path(name), '-')
        n = 0
        for page in re.findall(r'<page.*?</page>', boxes, re.S):
            width, height = map(float, re.match(r'<page width="([\d.]+)" height="([\d.]+)"', page).groups())
            for word in re.findall(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">', page):
                left, top, right, bottom = map(float, word)
                assert left > 20 and top > 20 and right < width - 20 and bottom < height - 20, (name, word)
                n += 1
        assert n > 3, name


def test_sheets():
    for name in names('.pdf'):
        size = pages_of(name)[1]
        wide = name.startswith(('month', 'busy'))
        wanted = A3 if '-a3' in name else A4
        wanted = wanted[::-1] if wide else wanted
        assert all(abs(one - other) < 0.5 for one, other in zip(size, wanted)), (name, size)
        fonts = run('pdffonts', path(name)).splitlines()[2:]
        assert fonts and all(re.search(r'\byes yes yes\b|\byes yes no\b', font) for font in fonts), (name, fonts)
        info = run('pdfinfo', path(name))
        assert re.search(r'^Title:\s+\S', info, re.M) and re.search(r'^Tagged:\s+yes', info, re.M), info


def test_long_text_goes_on():
    text = re.sub(r'\s+', ' ', run('pdftotext', path('long.pdf'), '-'))
    assert text.count('Listening to everybody in the long villages') == 60
    # Words that a line breaks at the end of a page stay apart.
    assert text.count('There is a great deal') == 150 and text.count('all of it is here') >= 148
    assert pages_of('long.pdf')[0] > 1 and 'Page 1 of' in text
    assert '…' not in text
    assert text_of('hostile.pdf').count('abcdefghij') > 1000
    assert text_of('long-sign-in.pdf').count('destroyed') == 1


def test_html():
    assert set(names('.html')) >= {'poster.html', 'invitation.html', 'venues.html', 'hostile.html'}
    for name in names('.html'):
        page = parse(name)
        assert page.lang == 'en-GB' and page.title.strip(), name
        assert page.headings[0] == 1 and page.headings.count(1) == 1, (name, page.headings)
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:])), (name, page.headings)
        for image in page.images:
            assert image['alt'].strip() and image['src'].startswith('data:image/png;base64,'), image
        assert page.tags <= {'html', 'head', 'meta', 'title', 'style', 'body', 'main', 'header', 'p', 'h1', 'h2', 'a', 'address',
                             'dl', 'dt', 'dd', 'figure', 'figcaption', 'img', 'br'}, page.tags
    assert [image['alt'] for image in parse('poster.html').images] == [
        'Map of Larkspur and Fen End, with a pin at the venue', 'QR code: Scan to join online']
    assert parse('poster.html').links == [LINK]


def test_hostile_text():
    page = parse('hostile.html')
    assert page.links == [] and page.title.startswith('</title><h1>')
    text = ''.join(page.text)
    assert '<script>alert(1)</script> & "Hall"' in text and "javascript:alert('1')\"><script>" in text
    assert '\u202e' not in text and '\x07' not in text and '\x01' not in text
    assert not re.search('[\x00-\x08\x0b-\x1f\u2028\u202a-\u202e]', read('hostile.txt'))


def test_codes():
    for name, wanted in ('poster', LINK), ('in-person', 'geo:52.398000,0.262000'):
        run('pdftoppm', '-r', '100', '-png', '-singlefile', path(name + '.pdf'), path(name))
        assert run('zbarimg', '--quiet', '--raw', path(name + '.png')).strip() == wanted, name
    for name in 'plain', 'hostile':
        run('pdftoppm', '-r', '100', '-png', '-singlefile', path(name + '.pdf'), path(name))
        assert subprocess.run(['zbarimg', '--quiet', '--raw', path(name + '.png')], capture_output=True, check=False).returncode == 4
    image = parse('poster.html').images[-1]['src']
    with open(path('code.png'), 'wb') as file:
        file.write(base64.b64decode(image.split(',', 1)[1]))
    assert run('zbarimg', '--quiet', '--raw', path('code.png')).strip() == LINK


def test_sign_in():
    text = text_of('sign-in.pdf')
    for words in ('Name', 'Organisation', 'How many', 'how many people came', 'destroyed once everybody has been counted',
                  'Tuesday 5 January 2027, 10:00 to 12:30', 'Larkspur Village Hall'):
        assert words in text, words
    assert pages_of('sign-in.pdf')[0] == 1


def test_venues():
    pdf = text_of('venues.pdf')
    for n in range(1, 25):
        assert f'Hall number {n} ' in pdf, n
    assert 'one step, ramp on request' in pdf and 'Room for: 60' in pdf and '12 Mill Lane, Larkspur, CB7 4XX' in pdf
    rows = list(csv.DictReader(read('venues.csv').splitlines()))
    hall = next(row for row in rows if row['name'] == 'Larkspur Village Hall')
    assert len(rows) == 26 and hall['capacity'] == '60' and abs(float(hall['lat']) - 52.398) < 1e-6
    assert 'contact' not in hall and 'note' not in hall


def test_calendar():
    text = text_of('month.pdf')
    for words in 'January 2027', 'Monday', 'Sunday', 'New Year’s Day', '10:00 Larkspur', 'Cancelled: Winter':
        assert words in text, words
    assert re.search(r'\b09:30\b', text) and not re.search(r'\b9:30\b', text)
    # Shortened in its box, in full on the next page.
    assert text.count('Listening to everybody in the long villages') > 55
    busy = text_of('busy.pdf')
    for n in range(1, 15):
        assert f'Meeting {n} of the busiest day' in busy, n
    assert 'more: see page 2' in busy
    agenda = text_of('agenda.pdf')
    assert 'Events, January 2027' in agenda and 'Forums and networks' in agenda
    assert agenda.index('Saturday 2 January 2027') < agenda.index('Tuesday 5 January 2027') < agenda.index('Thursday 28 January 2027')
    assert '2026' not in agenda.replace('2027', '')


def main():
    global folder
    tests = [value for name, value in sorted(globals().items()) if name.startswith('test_')]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder], check=True)
        print(f'1..{len(tests)}')
        failed = 0
        for number, test in enumerate(tests, 1):
            try:
                test()
                print(f'ok {number} {test.__name__}')
            except Exception as error:
                failed += 1
                print(f'not ok {number} {test.__name__}')
                print(f'# {type(error).__name__}: {str(error)[:2000]}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
