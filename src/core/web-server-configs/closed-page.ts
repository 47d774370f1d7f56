/**
 * What visitors see while the gate gives no answer: nobody is let in then (I1). Without `"`, `$`, backslash, and letters
 * beyond ASCII, so that it stands in the configuration of each server as it is.
 */
export const closedPage = [
  '<!doctype html><html lang=nl><meta charset=utf-8>',
  "<meta name=viewport content='width=device-width'><title>503</title>",
  '<h1>Even geduld / One moment</h1>',
  '<p>De website is even niet bereikbaar. Probeer het zo opnieuw.',
  '<p lang=en>The website is out of reach for a moment. Please try again shortly.',
  '<p lang=de>Die Website ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
  '<p lang=no>Nettstedet er ikke tilgjengelig akkurat n&aring;. Pr&oslash;v igjen om litt.</html>',
].join('');
