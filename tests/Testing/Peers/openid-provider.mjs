// An OpenID provider (npm oidc-provider) with the scopes and claims of NHS CIS2, for the tests of signing in elsewhere.
// The settings come as the first line on standard input, orders as further lines; each is answered by a line of JSON.
import { generateKeyPairSync, createHmac, sign, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

console.log = console.info = console.warn = () => {};     // standard output is for answers

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const settings = JSON.parse((await lines.next()).value);
const people = new Map();
let misdeed = null;
let tokenRequests = 0;
let provider;

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { key: privateKey, jwk: { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' } };
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part) => JSON.parse(Buffer.from(part, 'base64url'));

function signed(header, payload, key) {
  const text = `${encode(header)}.${encode(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

// What a provider that is broken into, or somebody between, could make of a true ID token.
let present;
const forgeries = {
  tampered: ([header, payload, signature]) => `${header}.${encode({ ...decode(payload), sub: 'somebody-else' })}.${signature}`,
  'foreign-key': ([header, payload]) => signed(decode(header), decode(payload), newKey().key),
  'unknown-key': ([header, payload]) => signed({ ...decode(header), kid: 'unheard-of' }, decode(payload), newKey().key),
  'no-algorithm': ([header, payload]) => `${encode({ ...decode(header), alg: 'none' })}.${payload}.`,
  'shared-secret': ([header, payload]) => {
    const text = `${encode({ ...decode(header), alg: 'HS256' })}.${payload}`;
    return `${text}.${createHmac('sha256', settings.secret).update(text).digest('base64url')}`;
  },
  expired: ([header, payload]) => signed(decode(header), { ...decode(payload), exp: decode(payload).iat - 300 }, present.key),
  'long-ago': ([header, payload]) => signed(decode(header), { ...decode(payload), iat: decode(payload).iat - 7200 }, present.key),
  'no-end': ([header, payload]) => signed(decode(header), { ...decode(payload), exp: undefined }, present.key),
  'other-audience': ([header, payload]) => signed(decode(header), { ...decode(payload), aud: 'another-client' }, present.key),
  'other-party': ([header, payload]) => signed(decode(header), { ...decode(payload), aud: [decode(payload).aud, 'another-client'] }, present.key),
  'other-issuer': ([header, payload]) => signed(decode(header), { ...decode(payload), iss: 'https://elsewhere.example' }, present.key),
  'other-access-token': ([header, payload]) => signed(decode(header), { ...decode(payload), at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }, present.key),
  'no-nonce': ([header, payload]) => signed(decode(header), { ...decode(payload), nonce: undefined }, present.key),
  nobody: ([header, payload]) => signed(decode(header), { ...decode(payload), sub: undefined }, present.key),
};

function build(issuer) {
  present = newKey();
  const shared = { application_type: 'native', redirect_uris: settings.redirectUris, grant_types: ['authorization_code'], response_types: ['code'] };
  provider = new Provider(issuer, {
    clients: [
      { ...shared, client_id: settings.clientId, client_secret: settings.secret, token_endpoint_auth_method: settings.authentication },
      ...(settings.publicKey ? [{ ...shared, client_id: 'keyed', token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [settings.publicKey] } }] : []),
    ],
    jwks: { keys: [present.jwk] },
    claims: {
      openid: ['sub', 'selected_roleid', 'authentication_assurance_level'],
      profile: ['name', 'family_name', 'given_name', 'uid'],
      nationalrbacaccess: ['nhsid_nrbac_roles'],
    },
    scopes: ['openid', 'profile', 'nationalrbacaccess', 'selectedrole'],
    findAccount: (_, id) => people.has(id) && { accountId: id, claims: () => ({ sub: id, ...people.get(id) }) },
    cookies: { keys: [randomUUID()] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
  });
  provider.on('server_error', (_, error) => console.error(error));
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token') {
      tokenRequests += 1;
      if (forgeries[misdeed] && context.body?.id_token) context.body.id_token = forgeries[misdeed](context.body.id_token.split('.'));
      if (misdeed === 'huge') context.body = { ...context.body, padding: 'x'.repeat(2_000_000) };
      if (misdeed === 'not-json') context.body = '<html>';
      if (misdeed === 'redirect') context.redirect('http://127.0.0.1:9/');
      if (misdeed === 'failing') context.status = 500;
    }
    if (context.path === '/me' && misdeed === 'user-info-of-another') context.body = { ...context.body, sub: 'somebody-else' };
    if (context.path === '/.well-known/openid-configuration' && misdeed === 'without-tls') {
      context.body = { ...context.body, token_endpoint: 'http://provider.example/token' };
    }
  });
}

const server = createServer((request, response) => provider.callback()(request, response));
server.listen(0, '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  build(issuer);
  const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  say({ issuer });
  for await (const line of lines) {
    const order = JSON.parse(line);
    if (order.person) people.set(order.person, order.claims);
    if ('misdeed' in order) misdeed = order.misdeed;
    if (order.rotate) build(issuer);
    say({ tokenRequests });
  }

  // The tests have closed the line, or died.
  process.exit(0);
});
