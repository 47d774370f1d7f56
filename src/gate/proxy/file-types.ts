import { extname } from 'node:path';

/** Media types by the ending of a file's name (IANA registry). What is not here is `application/octet-stream`. */
const types: Readonly<Record<string, string>> = {
  // pages and what they are made of
  'html htm': 'text/html',
  xhtml: 'application/xhtml+xml',
  css: 'text/css',
  'js mjs cjs': 'text/javascript', // RFC 9239
  'json map': 'application/json',
  jsonld: 'application/ld+json',
  geojson: 'application/geo+json',
  webmanifest: 'application/manifest+json',
  wasm: 'application/wasm',
  'xml xsd xsl xslt': 'application/xml',
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  'txt text log': 'text/plain',
  'md markdown': 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  vtt: 'text/vtt',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  // pictures
  svg: 'image/svg+xml',
  png: 'image/png',
  apng: 'image/apng',
  'jpg jpeg jfif': 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  jxl: 'image/jxl',
  'tif tiff': 'image/tiff',
  bmp: 'image/bmp',
  ico: 'image/vnd.microsoft.icon',
  // fonts (RFC 8081)
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
  otf: 'font/otf',
  eot: 'application/vnd.ms-fontobject',
  // sound and film
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  'ogg oga opus': 'audio/ogg',
  flac: 'audio/flac',
  wav: 'audio/wav',
  weba: 'audio/webm',
  'mp4 m4v': 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mov: 'video/quicktime',
  avi: 'video/x-msvideo',
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  // documents
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  rtf: 'application/rtf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  // drawings and models
  dwg: 'image/vnd.dwg',
  dxf: 'image/vnd.dxf',
  'stp step': 'model/step',
  stl: 'model/stl',
  gltf: 'model/gltf+json',
  glb: 'model/gltf-binary',
  // archives
  zip: 'application/zip',
  gz: 'application/gzip',
  tar: 'application/x-tar',
  '7z': 'application/x-7z-compressed',
  rar: 'application/vnd.rar',
};

const byEnding = new Map(
  Object.entries(types).flatMap(([endings, type]) =>
    endings.split(' ').map((ending): [string, string] => [`.${ending}`, type]),
  ),
);

/** `Content-Type` of a file by its name. Texts are UTF-8; other types say themselves what they are written in. */
export function contentTypeOf(name: string): string {
  const type = byEnding.get(extname(name).toLowerCase()) ?? 'application/octet-stream';
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

/** Whether files of a type become much smaller when compressed, so that compressed forms may stand beside them. */
export function isCompressible(contentType: string): boolean {
  return /^text\/|[/+](?:json|xml)\b|^application\/(?:wasm|vnd\.ms-fontobject)|^image\/(?:bmp|vnd\.microsoft)|^font\/[to]tf/.test(
    contentType,
  );
}
