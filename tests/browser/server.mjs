// A static file server as plain as the hosts these sites are made for.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

// The strictest policy the theme must live with: no script or style in pages,
// nothing from anywhere else.
export const POLICY =
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'";

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/** Serves `folder` under the path `base` on a free port of this machine. */
export async function serve(folder, base = '/') {
  const root = path.resolve(folder);
  const server = createServer(async (request, response) => {
    const { status, type, body, location } = await answer(root, base, request.url);
    response.writeHead(status, {
      'content-type': type,
      'content-security-policy': POLICY,
      // A wrong type shall be an error here, as it is on a careful host.
      'x-content-type-options': 'nosniff',
      ...(location && { location }),
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close() {
      // The browser keeps connections open, which would keep us waiting.
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(root, base, target) {
  const plain = (status, body) => ({ status, type: TYPES['.txt'], body });
  let pathname;
  try {
    pathname = decodeURIComponent(new URL(target, 'http://127.0.0.1').pathname);
  } catch {
    return plain(400, 'Bad request');
  }
  if (!pathname.startsWith(base)) return plain(404, 'Outside of the site');
  const file = path.join(root, pathname.slice(base.length));
  if (file !== root && !file.startsWith(root + path.sep)) return plain(403, 'Forbidden');

  if (!pathname.endsWith('/')) {
    const body = await read(file);
    if (body) return { status: 200, type: TYPES[path.extname(file)] ?? 'application/octet-stream', body };
  }
  const index = await read(path.join(file, 'index.html'));
  if (index && pathname.endsWith('/')) return { status: 200, type: TYPES['.html'], body: index };
  if (index) return { ...plain(301, ''), location: encodeURI(`${pathname}/`) };

  // The nearest page for lost readers speaks their language.
  for (let folder = path.dirname(file); folder.startsWith(root); folder = path.dirname(folder)) {
    const body = await read(path.join(folder, '404.html'));
    if (body) return { status: 404, type: TYPES['.html'], body };
  }
  return plain(404, 'Not found');
}

/** A file's bytes, or nothing where there is no such file. */
async function read(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code)) return undefined;
    throw error;
  }
}
