import { z } from 'zod';

// The page's security policy forbids code made from text, which zod would otherwise try. This has to happen before the
// first schema is made, so this file is bundled with zod itself (vite.config.ts).
z.config({ jitless: true });
