import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import type { CheckServices } from '../check/check-services.ts';
import { decideVisit, type Verdict } from '../check/decide-visit.ts';
import type { PublishedWebsite } from '../websites/published-website.ts';
import { acceptedForms, siblingForms } from './accepted-encodings.ts';
import { contentTypeOf, isCompressible } from './file-types.ts';
import { type OpenedFile, type OpenFile, openFile } from './open-file.ts';
import { createOwnFiles } from './own-files.ts';

/** A request for a file, as far as finding and judging it needs it. */
export interface FileRequest {
  readonly request: FastifyRequest;
  readonly website: PublishedWebsite;
  readonly folder: string;
}

/** The files of websites' folders, and who may have them. Whoever opens one closes it. */
export interface FolderFiles {
  /** Opens what is at a decoded path; what no website may show is not there. */
  open(asking: FileRequest, path: string): Promise<OpenedFile>;
  /**
   * The verdict on a path, and on the file whose compressed form it may be: by a link, the file system's own rules or
   * its suffix an open address may lead to what is closed.
   */
  judge(asking: FileRequest, path: string, before: PassVerdict): Promise<Verdict>;
  /** A compressed form that stands beside a file and is not older (`style.css.br`), where the visitor takes it. */
  openForm(
    asking: FileRequest,
    file: OpenFile,
    verdict: PassVerdict,
  ): Promise<{ readonly file: OpenFile; readonly encoding: string } | null>;
}

export type PassVerdict = Extract<Verdict, { kind: 'pass' }>;

export function createFolderFiles(services: CheckServices): FolderFiles {
  const { config } = services.gate;
  const isOwnFile = createOwnFiles(config.dataFolder);

  const files: FolderFiles = {
    async open({ request, folder, website }, path) {
      const opened = await openFile(folder, path, config.websiteFolders);
      if (opened.kind === 'file') {
        const { file } = opened;
        if (!(await isOwnFile(join(file.root, file.path)))) return opened;
        await file.handle.close();
        return { kind: 'nothing' };
      }
      if (opened.kind === 'refused' || opened.kind === 'missing') {
        const what = opened.kind === 'refused' ? 'is one that none may show' : 'is not there';
        request.log.warn({ folder, websiteId: website.id }, `The folder of a website ${what}.`);
      }
      return opened;
    },

    async judge({ request, website }, path, before) {
      let isProtected = before.protected;
      for (const one of [path, ...originalsOf(path)]) {
        const url = one.split('/').map(encodeURIComponent).join('/');
        const verdict = await decideVisit(services, { website, url, cookie: request.headers.cookie });
        if (verdict.kind !== 'pass') return verdict;
        isProtected ||= verdict.protected;
      }
      return { ...before, protected: isProtected };
    },

    async openForm(asking, file, verdict) {
      if (!isCompressible(contentTypeOf(file.path))) return null;
      for (const { suffix, encoding } of acceptedForms(asking.request.headers['accept-encoding'])) {
        if (!(await isFile(join(file.root, file.path + suffix)))) continue;
        const opened = await files.open(asking, file.path + suffix);
        if (opened.kind !== 'file') continue;
        const { file: form } = opened;
        const isItsOwn = form.path === file.path + suffix && form.changedMs >= file.changedMs;
        if (isItsOwn && (await files.judge(asking, form.path, verdict)).kind === 'pass') {
          return { file: form, encoding };
        }
        await form.handle.close();
      }
      return null;
    },
  };
  return files;
}

/** The path of the file whose compressed form may be at a path. */
export function originalsOf(path: string): string[] {
  const form = siblingForms.find(({ suffix }) => path.toLowerCase().endsWith(suffix));
  return form === undefined ? [] : [path.slice(0, -form.suffix.length)];
}

/** Most files have no compressed form; whether there is one is judged when it is opened. */
async function isFile(place: string): Promise<boolean> {
  return lstat(place).then(
    (status) => status.isFile(),
    () => false,
  );
}
