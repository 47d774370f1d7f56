/** Browsers by what only they say of themselves; the first that fits counts, as most also claim to be others. */
const browsers: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\b(?:OPR|Opera|OPiOS)\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Vivaldi', /\bVivaldi\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
];
const systems: readonly (readonly [string, RegExp])[] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMac(?:intosh| OS X)\b/],
  ['Linux', /\bLinux\b|\bX11\b/],
];

/**
 * What a browser and its system are called, out of its `User-Agent`; empty where it does not say. For people to recognise
 * a device by, never for decisions.
 */
export function browserName(userAgent: string): { readonly browser: string; readonly system: string } {
  const named = (names: typeof browsers): string => names.find(([, sign]) => sign.test(userAgent))?.[0] ?? '';
  return { browser: named(browsers), system: named(systems) };
}
