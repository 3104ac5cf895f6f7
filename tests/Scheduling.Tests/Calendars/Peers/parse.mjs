// A calendar on each line of the input, as a JSON string; what two parsers read in it on each line of the output.
import { createInterface } from 'node:readline';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

const utc = (date) => date.toISOString().replace('.000Z', 'Z');

function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid, sequence: event.sequence, status: component.getFirstPropertyValue('status'), summary: event.summary,
      location: event.location ?? null, start: utc(event.startDate.toJSDate()), end: utc(event.endDate.toJSDate()),
    };
  });
}

function byNodeIcal(text) {
  return Object.values(nodeIcal.sync.parseICS(text)).filter((entry) => entry.type === 'VEVENT').map((event) => ({
    uid: event.uid, sequence: Number(event.sequence), status: event.status, summary: event.summary,
    location: event.location ?? null, start: utc(new Date(event.start)), end: utc(new Date(event.end)),
  }));
}

for await (const line of createInterface({ input: process.stdin })) {
  const text = JSON.parse(line);
  console.log(JSON.stringify({ icalJs: byIcalJs(text), nodeIcal: byNodeIcal(text) }));
}
