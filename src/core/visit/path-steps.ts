import {
  isCheckOut,
  isClosed,
  isPageOfGate,
  isProtected,
  type PathDecision,
  type PathSettings,
  parsePath,
} from '../paths.ts';
import type { OriginKind } from '../website.ts';
import { step, type VisitStep, type visitFindings } from './visit-step.ts';

type PathFinding = (typeof visitFindings)['path_protected'][number];

/** Where a page lies: with a target that of one page, without (null) any page of the closed part. */
export function pathDecisionOf(settings: PathSettings, target: string | null): PathDecision {
  if (target !== null) return isProtected(settings, target);
  const { protection } = settings;
  return { protected: protection !== 'none' && protection !== 'voluntary', suspicious: false };
}

/** Whether the gate serves the website itself, and so refuses what can be read in more than one way (400). */
export function refusesUnclear(origin: { readonly kind: OriginKind }): boolean {
  return origin.kind !== 'forward_auth';
}

/** How the page's path was understood, and whether it is closed and by what. */
export function pathSteps(
  settings: PathSettings & { readonly origin: { readonly kind: OriginKind } },
  target: string | null,
): VisitStep[] {
  const decision = pathDecisionOf(settings, target);
  if (target === null) return [protectedStep(settings, decision, wholeFinding(settings, decision))];
  const parsed = parsePath(target);
  if (parsed.suspicious) {
    const unclear = refusesUnclear(settings.origin)
      ? step('path_understood', 'path_refused', false, { target })
      : step('path_understood', 'path_unclear', null, { target });
    const finding = decision.protected ? 'closed_unclear' : openFinding(settings, target);
    return [unclear, protectedStep(settings, decision, finding)];
  }
  const { path } = parsed;
  const understood = step('path_understood', 'path_understood', true, { path });
  const part = (): [PathFinding, string] => {
    if (isPageOfGate(target)) return ['open_gate', ''];
    if (!decision.protected) return [openFinding(settings, target), ''];
    if (settings.protection !== 'part') return ['closed_whole', ''];
    const covers = (prefix: string) => isClosed({ protection: 'part', paths: [prefix] }, path);
    return ['closed_prefix', settings.paths.find(covers) ?? ''];
  };
  return [understood, protectedStep(settings, decision, ...part())];
}

function protectedStep(
  settings: PathSettings,
  decision: PathDecision,
  finding: PathFinding,
  prefix = '',
): VisitStep {
  const facts = { prefix, prefixes: settings.paths.join(', ') };
  return step('path_protected', finding, decision.protected ? null : true, facts);
}

function wholeFinding(settings: PathSettings, decision: PathDecision): PathFinding {
  if (!decision.protected) return settings.protection === 'voluntary' ? 'open_voluntary' : 'open_none';
  return settings.protection === 'part' ? 'closed_parts' : 'closed_whole';
}

function openFinding(settings: PathSettings, target: string): PathFinding {
  if (settings.protection === 'part') return 'open_outside';
  if (settings.protection === 'none') return 'open_none';
  return isCheckOut(settings, target) ? 'open_check_out' : 'open_voluntary';
}
