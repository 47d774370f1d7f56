import { gatePrefix } from '../../../core/paths.ts';
import type { Fact, Page, Tone, Way } from '../../pages/page-model.ts';
import { dayInWords } from '../my-page/time-words.ts';
import { type Progress, readProgress } from '../read-progress.ts';
import { isOpenToAll } from '../standing-page.ts';
import type { Visit } from '../visit.ts';
import { type Answer, pageAnswer, type VisitorPage } from '../visitor-page.ts';

type Known = Extract<Progress, { kind: 'known' }>;

/**
 * Where the link that belongs to a token leads, on this host.
 * @param returnPath where whoever applied was going; only for this browser, the link to keep has none.
 */
export function progressPath(token: string, returnPath = '/'): string {
  const back = returnPath === '/' ? {} : { return: returnPath };
  return `${gatePrefix}/progress?${new URLSearchParams({ token, ...back })}`;
}

/**
 * How far an application is (R4), by the private link out of the mail: works without signing in, signs nobody in,
 * changes nothing and may be opened as often as one likes.
 */
export const progressPage: VisitorPage = {
  path: 'progress',
  isTokenPage: true,

  async show(visit) {
    const token = visit.query.token ?? '';
    const progress = await readProgress(visit.gate, visit.website, token);
    if (progress.kind !== 'known') return overPage(visit, progress.kind);
    return pageAnswer(drawProgress(visit, progress, progressPath(token)));
  },
};

function drawProgress(visit: Visit, known: Known, link: string): Page {
  const { title, lead } = wordsOf(visit, known);
  const asked = dayInWords(visit.language, known.askedAt);
  const keepLink = {
    lead: [visit.say('progressKeep')],
    ways: [{ label: visit.say('progressLink'), href: link }],
  };
  return {
    title,
    lead,
    facts: [
      { label: visit.say('website'), value: visit.website.settings.name },
      ...(known.name === '' ? [] : [{ label: visit.say('progressName'), value: known.name }]),
      { label: visit.say('progressAskedAt'), value: asked },
      ...(known.reason === '' ? [] : [{ label: visit.say('progressReason'), value: known.reason }]),
    ],
    sections: [
      { heading: visit.say('progressSteps'), facts: stepsOf(visit, known) },
      ...(known.progress.step === 'decided' ? [] : [keepLink]),
    ],
    ways: waysOn(visit, known),
  };
}

function wordsOf(
  visit: Visit,
  { progress, validFrom, validUntil }: Known,
): { title: string; lead: string[] } {
  if (progress.step !== 'decided') {
    const title = visit.say(progress.step === 'received' ? 'title_pending' : 'progressTitle');
    const waiting = visit.website.settings.look.waitingText[visit.language];
    return { title, lead: [visit.say('progressNext'), ...(waiting === '' ? [] : [waiting])] };
  }
  const { standing } = progress;
  if (standing === 'allowed') {
    return { title: visit.say('progressApproved'), lead: [visit.say('progressSignIn')] };
  }
  const day = standing === 'not_yet' ? validFrom : validUntil;
  const date = day === null ? '' : dayInWords(visit.language, day);
  const title = standing === 'not_yet' ? visit.say('progressApproved') : visit.say(`title_${standing}`);
  return { title, lead: [visit.say(`text_${standing}`, { date })] };
}

/** Received, looked at, decided: what is done, what is going on now, what is still to come. */
function stepsOf(visit: Visit, { progress }: Known): Fact[] {
  const { step } = progress;
  const done = { value: visit.say('stepDone'), tone: 'good' } as const;
  const now = { value: visit.say('stepNow'), tone: 'waiting' } as const;
  const later = { value: visit.say('stepLater'), tone: 'plain' } as const;
  return [
    { label: visit.say('stepReceived'), ...done },
    {
      label: visit.say('stepLookedAt'),
      ...(step === 'received' ? later : step === 'looked_at' ? now : done),
    },
    { label: visit.say('stepDecision'), ...(step === 'decided' ? decisionOf(visit, progress) : later) },
  ];
}

function decisionOf(
  visit: Visit,
  { standing }: Extract<Known['progress'], { step: 'decided' }>,
): { value: string; tone: Tone } {
  if (standing === 'declined' || standing === 'blocked' || standing === 'over') {
    return { value: visit.say(`standing_${standing}`), tone: 'bad' };
  }
  return { value: visit.say('stepApproved'), tone: 'good' };
}

function waysOn(visit: Visit, { progress }: Known): Way[] {
  const { returnPath } = visit;
  const toWebsite: Way = { label: visit.say('toWebsite'), href: returnPath };
  const hasAccess = progress.step === 'decided' && progress.standing === 'allowed';
  if (hasAccess) {
    const back = returnPath === '/' ? '' : `?${new URLSearchParams({ return: returnPath })}`;
    const signIn = { label: visit.say('signIn'), href: `${gatePrefix}/sign-in${back}` };
    return [{ ...(visit.session === null ? signIn : toWebsite), primary: true }];
  }
  const ways: Way[] = [];
  if (isOpenToAll(visit.website)) ways.push({ ...toWebsite, label: visit.say('goOn') });
  if (visit.session !== null) ways.push({ label: visit.say('myPage'), href: `${gatePrefix}/my-page` });
  return ways;
}

/** Nothing is told any more, and nothing about why; only that a link that is none may be a broken one. */
function overPage(visit: Visit, kind: 'unknown' | 'closed'): Answer {
  const isUnknown = kind === 'unknown';
  return pageAnswer(
    {
      title: visit.say(isUnknown ? 'linkUnknownTitle' : 'progressOverTitle'),
      lead: [visit.say(isUnknown ? 'progressUnknown' : 'progressOver')],
      ways: [{ label: visit.say('backToSignIn'), href: `${gatePrefix}/sign-in`, primary: true }],
    },
    { values: {}, status: isUnknown ? 404 : 410 },
  );
}
