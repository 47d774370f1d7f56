import { createServer } from 'node:http';
import { whoIsThere } from './verify-assertion.js';

// With Express it is the same: const who = await whoIsThere(request.get('gatehouse-assertion'));
const server = createServer(async (request, response) => {
  const who = await whoIsThere(request.headers['gatehouse-assertion']);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  if (who === null) {
    response.writeHead(401).end('Nobody is signed in.\n');
    return;
  }
  const { sub, name, company, contact, groups, priceGroup, language } = who;
  response.end(
    `${name} <${sub}> of ${company} (${contact})\n${groups.join(', ')}\n${priceGroup} ${language}\n`,
  );
});

// On loopback only: whoever reaches the website past the gate's web server gets past the gate.
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
