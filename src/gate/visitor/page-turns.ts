import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { languageOf, uncached } from '../check/answers.ts';
import type { CheckServices } from '../check/check-services.ts';
import { plainPage } from '../check/plain-page.ts';
import { visitorAddress } from '../check/visitor-address.ts';
import { sharedAssets } from '../pages/assets.ts';
import { createFairQueue } from './fair-queue.ts';
import { networkOf } from './network-of.ts';

export interface PageTurnsOptions {
  /**
   * Milliseconds from one page's turn to the next's while several wait; 8. A page takes the process's only thread for
   * two or three in all, so that two thirds of it are left for the check, whatever comes.
   */
  readonly gapMs?: number;
  /** Pages that wait at most; 250, so that none waits for more than two seconds. */
  readonly waiting?: number;
}

/** Seconds after which whoever was turned away may come again. */
export const comeAgainSeconds = 5;

/**
 * Lets requests for the gate's own pages in one after another, so that a flood of them leaves the check fast (DESIGN
 * §9). Each network has its turn, so that a flood from one does not keep the others waiting.
 */
export interface PageTurns {
  /**
   * Resolves with true when it is this request's turn, or false where too many wait. A request whose visitor left
   * (`isGone`) when its turn comes costs nobody else time.
   */
  enter(network: string, isGone: () => boolean): Promise<boolean>;
}

interface Waiting {
  readonly isGone: () => boolean;
  readonly answer: (mayEnter: boolean) => void;
}

export function createPageTurns({ gapMs = 8, waiting = 250 }: PageTurnsOptions = {}): PageTurns {
  const queue = createFairQueue<Waiting>(waiting);
  let lastTurn = Number.NEGATIVE_INFINITY;
  let isArranged = false;

  const arrange = (wait: number): void => {
    if (isArranged) return;
    isArranged = true;
    setTimeout(letOneIn, wait);
  };
  const letOneIn = (): void => {
    isArranged = false;
    for (let one = queue.next(); one !== undefined; one = queue.next()) {
      const isGone = one.isGone();
      one.answer(!isGone);
      if (isGone) continue;
      lastTurn = performance.now();
      break;
    }
    if (queue.size > 0) arrange(gapMs);
  };

  return {
    enter(network, isGone) {
      const wait = lastTurn + gapMs - performance.now();
      if (wait <= 0 && queue.size === 0) {
        lastTurn = performance.now();
        return Promise.resolve(true);
      }
      return new Promise((answer) => {
        queue.add(network, { isGone, answer })?.answer(false);
        arrange(Math.max(0, wait));
      });
    },
  };
}

const assetPaths: ReadonlySet<string | undefined> = new Set(sharedAssets.map(({ path }) => path));

/** A hook (`onRequest`) for routes of pages: each request waits for its turn, and gets 503 where too many do. */
export function awaitTurn(services: CheckServices, turns: PageTurns) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (assetPaths.has(request.routeOptions.url)) return undefined;
    const { headers, socket } = request.raw;
    const network = networkOf(visitorAddress(services.trusted, request.raw));
    if (await turns.enter(network, () => socket.destroyed)) return undefined;
    const language = languageOf(request, services.websites.find(headers.host), null);
    return reply
      .code(503)
      .headers({ ...uncached, 'retry-after': comeAgainSeconds })
      .type('text/html; charset=utf-8')
      .send(plainPage(new AppError('crowded', { seconds: comeAgainSeconds }), language));
  };
}
