import type { z } from 'zod';
import type { decisionInput } from '../../contract/applications.ts';

/** What staff decided of an application, as the contract has it. */
export type DecisionInput = z.infer<typeof decisionInput>;
