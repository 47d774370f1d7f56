import type { BenchOffice } from './bench-office.ts';
import { type Figure, percentile } from './figures.ts';
import { makeContact, random } from './register.ts';

const ROUNDS = 60;

/** Asks the API for first pages, as the office's list does, of every sort of search. */
export async function benchSearch(bench: BenchOffice, rows: number): Promise<Figure[]> {
  const next = random(4711);
  const any = () => makeContact(Math.floor(next() * rows));
  const typo = (text: string) => `${text.slice(0, 3)}${text.slice(4, 5)}${text.slice(3, 4)}${text.slice(5)}`;
  const firstWord = (text: string) => text.split(' ')[0] ?? text;
  const searches: Readonly<Record<string, () => string>> = {
    'no search': () => '',
    'sorted by number': () => 'sort=number',
    'sorted by town': () => 'sort=town&descending=true',
    number: () => search(any().number),
    name: () => search(any().name),
    'a word of a name': () => search(firstWord(any().name)),
    'beginning of a name': () => search(any().name.slice(0, 5)),
    'e-mail': () => search(any().email),
    phone: () => search(any().phone),
    'name and town': () => search(`${firstWord(any().name)} ${any().town}`),
    town: () => search(any().town),
    person: () => search(`${any().firstName} ${any().lastName}`),
    'two letters': () => search(any().name.slice(0, 2)),
    mistyped: () => search(typo(firstWord(any().name))),
    'nothing like it': () => search(`qx${Math.floor(next() * 1e6)}zz`),
  };
  const figures: Figure[] = [];
  const all: number[] = [];
  for (const [name, query] of Object.entries(searches)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await ask(bench, query()));
    all.push(...times);
    figures.push({ name: `${name}, p95`, value: percentile(times, 0.95), unit: 'ms' });
  }
  figures.push({ name: 'all, p50', value: percentile(all, 0.5), unit: 'ms' });
  figures.push({ name: 'all, p95', value: percentile(all, 0.95), unit: 'ms', target: '≤ 50' });
  return figures;
}

function search(text: string): string {
  return `search=${encodeURIComponent(text)}`;
}

/** Milliseconds of one request, answer read. */
async function ask({ url, headers, staff }: BenchOffice, query: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${url}/api/companies/${staff.companyId}/contacts?${query}`, { headers });
  const body = await response.text();
  if (!response.ok) throw new Error(`${query}: ${response.status} ${body}`);
  return performance.now() - started;
}
