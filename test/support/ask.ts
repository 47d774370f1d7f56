import http from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Question {
  readonly port: number;
  /** Sent as it is, without normalising. */
  readonly path: string;
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  readonly agent?: http.Agent;
}

/** Sends one HTTP request to loopback exactly as it is told, and reads the whole answer. */
export function ask(question: Question): Promise<Answer> {
  const { port, path, method = 'GET', host = 'partners.test', headers = {}, body, agent } = question;
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, path, method, agent: agent ?? false, headers: { host, ...headers } },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(pieces).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    // Node sends the body of OPTIONS and DELETE without a length, so that it would be no body.
    const isFramed = request.hasHeader('content-length') || request.hasHeader('transfer-encoding');
    if (body !== undefined && !isFramed) request.setHeader('content-length', Buffer.byteLength(body));
    request.end(body);
  });
}

/** What nginx sends to its check for a page. */
export function askNginxCheck(port: number, url: string, cookie = '', headers: Question['headers'] = {}) {
  return ask({
    port,
    path: '/_gate/check/nginx',
    headers: { 'x-original-url': url, 'x-original-method': 'GET', cookie, ...headers },
  });
}

/** What Caddy sends to its check for a page. */
export function askCheck(port: number, url: string, cookie = '', headers: Question['headers'] = {}) {
  return ask({
    port,
    path: '/_gate/check',
    headers: {
      'x-forwarded-uri': url,
      'x-forwarded-method': 'GET',
      accept: 'text/html',
      cookie,
      ...headers,
    },
  });
}
