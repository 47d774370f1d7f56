import { ORPCError } from '@orpc/client';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut } from './errors.ts';

const signedOutListeners = new Set<() => void>();

/** Calls `listener` when any answer says that the session ended; returns how to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

function noticeSignOut(error: unknown): void {
  if (isSignedOut(error)) for (const listener of signedOutListeners) listener();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      // A refusal stays a refusal; only silence is worth asking again.
      retry: (count, error) => !(error instanceof ORPCError && error.status < 500) && count < 2,
      retryDelay: (count) => 500 * 2 ** count,
    },
  },
});
