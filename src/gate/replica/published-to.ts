import type { WebsiteV1 } from '../../contract/link.ts';

/** The website that a publication is applied to, with its settings as they are from now on. */
export interface PublishedTo {
  readonly id: string;
  readonly companyId: string;
  readonly settings: WebsiteV1;
}
