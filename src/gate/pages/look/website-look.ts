import type { VisitorLanguage } from '../../../core/language.ts';
import { ownerWords } from '../../../core/owner-words.ts';
import type { PublishedWebsite } from '../../websites/published-website.ts';
import { type Asset, createAsset } from '../assets.ts';
import type { FrameLook } from '../page-model.ts';
import { lookStyle } from './look-style.ts';
import { type Logo, readLogo } from './read-logo.ts';

/** The files of one website's look. */
export interface LookFiles {
  readonly css: Asset | null;
  readonly logo: { readonly asset: Asset; readonly width: number; readonly height: number } | null;
}

/** A logo is shown at its own size, as long as that is no more than this, in CSS pixels. */
const widestLogo = 240;
const highestLogo = 56;

const known = new WeakMap<PublishedWebsite, LookFiles>();

/** The style sheet and logo of a website, made once for each of its publications. */
export function lookFilesOf(website: PublishedWebsite): LookFiles {
  const made = known.get(website);
  if (made !== undefined) return made;
  const { look } = website.settings;
  const style = lookStyle(look);
  const logo = readLogo(look.logo);
  const files = {
    css: style === '' ? null : createAsset('look.css', 'text/css; charset=utf-8', Buffer.from(style)),
    logo: logo === null ? null : { asset: createAsset('logo', logo.type, logo.body), ...shownSize(logo) },
  };
  known.set(website, files);
  return files;
}

/** The look for the frame of a page. */
export function frameLook(website: PublishedWebsite, language: VisitorLanguage): FrameLook {
  const { css, logo } = lookFilesOf(website);
  return {
    css: css?.url ?? '',
    logo: logo === null ? null : { url: logo.asset.url, width: logo.width, height: logo.height },
    footText: ownerWords(website.settings.look.footText, language, website.settings.language),
  };
}

/** Pictures with twice the pixels are for fine screens, so a large one is made to fit and a small one left alone. */
function shownSize({ width, height }: Logo): { width: number; height: number } {
  const scale = Math.min(1, widestLogo / width, highestLogo / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
