/** Calling codes (ITU E.164) of the countries from which customers are likely; longer ones are tried first. */
const CALLING_CODES: readonly string[] =
  `1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 54 55 56 57 60 61 62 63 64 65 66 81 82 84 86
  90 91 92 94 98 212 213 216 220 225 230 234 254 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372
  373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423 590 596 597 599 852 880 886 960 961 962 963
  964 965 966 968 971 972 973 974 994 995 998`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);

/** Fewer digits are an extension or a remnant, not a number. */
const SHORTEST = 7;

/**
 * The national significant number (E.164), the same however it was written: `+31 (0)76 237 3299`,
 * `0031762373299` and `076-2373299` are `762373299`. `null` when there is no number in it.
 */
export function nationalNumber(phone: string): string | null {
  const written = phone.replace(/\(0\)/g, '').replace(/(?:ext|tst|toestel|doorkies)\b.*$/i, '');
  const plus = /^[^\d]*\+/.test(written);
  const digits = written.replace(/\D/g, '');
  const international = plus ? digits : digits.startsWith('00') ? digits.slice(2) : null;
  const national = international === null ? digits : withoutCallingCode(international);
  const significant = national.replace(/^0+/, '');
  if (significant.length < SHORTEST || significant.length > 15 || /^(\d)\1+$/.test(significant)) return null;
  return significant;
}

function withoutCallingCode(digits: string): string {
  const code = CALLING_CODES.find((candidate) => digits.startsWith(candidate));
  return code === undefined ? digits : digits.slice(code.length);
}
