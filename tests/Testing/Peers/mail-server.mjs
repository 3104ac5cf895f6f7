// A mail server that keeps what it is sent. The first line of input has its settings: "auth" (it wants a name and a password), "tls", "fault" (what
// it does to every mail) and "faults" (what it does to the next ones, one each). Each further line asks for what has come; "change" in it changes the
// settings and lets go of what waits. Faults are named after what happens and when: at the recipient, in the midst of the data, or when the mail is
// taken and only the answer is missing.
import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";

const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
const mails = [];
let attempts = 0;
let settings = {};
let server;
let waiting = [];

const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });
const cut = (session) => [...server.connections].find((connection) => connection.session === session)?._socket.destroy();

function start() {
  server = new SMTPServer({
    authOptional: !settings.auth,
    allowInsecureAuth: true,
    hideSTARTTLS: !settings.tls,
    onAuth(auth, _session, done) {
      if (auth.username === "place" && auth.password === "a secret of the mail server") done(null, { user: auth.username });
      else done(new Error("No."));
    },
    onRcptTo(address, session, done) {
      attempts++;
      session.fault = settings.faults?.shift() ?? settings.fault;
      if (session.fault === "refuse") return done(refusal(550, `No such person as ${address.address}`));
      if (session.fault === "busy") return done(refusal(451, `Come again, ${address.address}`));
      if (session.fault === "cutRecipient") return cut(session);
      if (session.fault === "waitRecipient") return waiting.push(done);
      done();
    },
    onData(stream, session, done) {
      if (session.fault === "cutData") return cut(session);
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        if (session.fault === "busyData") return done(refusal(452, "No room just now"));
        if (session.fault === "refuseData") return done(refusal(554, "Not such a mail"));
        mails.push({
          from: session.envelope.mailFrom.address,
          to: session.envelope.rcptTo.map((recipient) => recipient.address),
          user: session.user ?? null,
          message: Buffer.concat(chunks).toString("base64"),
        });
        if (session.fault === "cutAccepted") return cut(session);
        if (session.fault === "waitAccepted") return waiting.push(done);
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
  if (order.change) {
    settings = order.change;
    for (const done of waiting.splice(0)) done();
  }
  say({ mails, attempts, waiting: waiting.length });
}).on("close", () => process.exit(0));
