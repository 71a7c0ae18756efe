import { join } from 'node:path';

import { applicationOrigin } from './application-scheme.ts';

/**
 * Where the page and the resources (`models/`, `demo/`) lie. Only a checkout may take its page from a development
 * server (`CALIPER_PAGE`), and only from one on this computer.
 */
export function findPlaces(application: {
  readonly packaged: boolean;
  readonly folder: string;
  readonly resources: string;
  readonly developmentPage: string | undefined;
}) {
  const { packaged, folder, resources, developmentPage } = application;
  const server = packaged ? null : /^http:\/\/(127\.0\.0\.1|localhost):\d+(?=\/|$)/.exec(developmentPage ?? '');
  const pageOrigin = server?.[0] ?? applicationOrigin;
  return {
    page: `${pageOrigin}/`,
    pageOrigin,
    pageFolder: join(folder, 'dist', 'renderer'),
    resourcesFolder: packaged ? resources : join(folder, 'resources'),
  };
}
