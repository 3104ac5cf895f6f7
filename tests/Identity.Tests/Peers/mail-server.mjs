// A mail server that keeps what it is sent. The first line of input has its settings: "auth" (it wants a name and a password), "refuse" (it
// takes no recipient for good), "busy" (none for now). Each further line asks for what has come; "change" in it changes the settings.
import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";

const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
const mails = [];
let attempts = 0;
let settings = {};

function start() {
  const server = new SMTPServer({
    authOptional: !settings.auth,
    allowInsecureAuth: true,
    hideSTARTTLS: !settings.tls,
    onAuth(auth, _session, done) {
      if (auth.username === "place" && auth.password === "a secret of the mail server") done(null, { user: auth.username });
      else done(new Error("No."));
    },
    onRcptTo(address, _session, done) {
      attempts++;
      if (settings.refuse) return done(Object.assign(new Error(`No such person as ${address.address}`), { responseCode: 550 }));
      if (settings.busy) return done(Object.assign(new Error(`Come again, ${address.address}`), { responseCode: 451 }));
      done();
    },
    onData(stream, session, done) {
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push({
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map((recipient) => recipient.address),
          user: session.user ?? null,
          message: Buffer.concat(chunks).toString("base64"),
        });
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1", () => say({ port: server.server.address().port }));
}

let started = false;
createInterface({ input: process.stdin }).on("line", (line) => {
  const order = JSON.parse(line);
  if (!started) {
    started = true;
    settings = order;
    return start();
  }
  if (order.change) settings = order.change;
  say({ mails, attempts });
}).on("close", () => process.exit(0));
