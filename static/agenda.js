// Dates in what a reader writes at "Wanneer?", and a calendar of them. Only what is a whole date or a whole month
// counts: nothing is guessed.
"use strict";
const agenda = (() => {
  const MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];
  const SHORT = { jan: 1, feb: 2, mrt: 3, apr: 4, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9, okt: 10, nov: 11, dec: 12 };
  const DAYS = ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"];
  const month = `(?<month>${[...MONTHS, ...Object.keys(SHORT)].join("|")})\\.?`;
  const year = (name) => `(?<${name}>20\\d\\d)(?![-/.]?\\d)`;
  // A part of a longer piece ("12-15 maart 2027") is no date of its own.
  const FORMS = new RegExp("(?<![\\p{L}\\d]|[\\p{L}\\d][-/.])(?:" + [
    `(?:(?<weekday>${DAYS.join("|")})\\s+)?(?<day>\\d{1,2})(?:e|de|ste)?\\s+${month}\\s+${year("y1")}`,
    `(?<d2>\\d{1,2})\\s?(?<sign>[-/.])\\s?(?<m2>\\d{1,2})\\s?\\k<sign>\\s?${year("y2")}`,
    `(?<y3>20\\d\\d)-(?<m3>\\d\\d)-(?<d3>\\d\\d)(?![-/.]?\\d)`,
    `(?<!\\d(?:e|de|ste)?\\s+)${month.replace("month", "whole")}\\s+${year("y4")}`,
  ].join("|") + ")", "giu");

  const numberOf = (name) => SHORT[name.toLowerCase()] || MONTHS.indexOf(name.toLowerCase()) + 1;
  const stamp = (date) => date.toISOString().slice(0, 10).replaceAll("-", "");
  const spoken = (date, options) => date.toLocaleDateString("nl-BE", { timeZone: "UTC", month: "long", year: "numeric", ...options });

  // What stands in a text: the moments, what looks like a date but cannot be one, and the rest.
  const read = (text) => {
    const moments = [];
    const wrong = [];
    const rest = text.replace(FORMS, (found, ...more) => {
      const is = more.at(-1);
      if (is.whole) {
        const first = new Date(Date.UTC(is.y4, numberOf(is.whole) - 1, 1));
        moments.push({ from: stamp(first), to: stamp(new Date(Date.UTC(is.y4, numberOf(is.whole), 1))), said: `${spoken(first, {})} (de hele maand)` });
        return " ";
      }
      const [y, m, d] = [is.y1 || is.y2 || is.y3, is.month ? numberOf(is.month) : is.m2 || is.m3, is.day || is.d2 || is.d3].map(Number);
      const date = new Date(Date.UTC(y, m - 1, d));
      const weekday = DAYS[date.getUTCDay()];
      if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) wrong.push(`${found.trim()} bestaat niet.`);
      else if (is.weekday && is.weekday.toLowerCase() !== weekday) wrong.push(`${spoken(date, { day: "numeric" })} is een ${weekday}, geen ${is.weekday.toLowerCase()}.`);
      else moments.push({ from: stamp(date), to: stamp(new Date(Date.UTC(y, m - 1, d + 1))), said: spoken(date, { weekday: "long", day: "numeric" }) });
      return " ";
    });
    return { moments, wrong, rest: /[\p{L}\d]/u.test(rest) ? rest.replace(/\s+/g, " ").replace(/^[ ,;]+|[ ,;]+$/g, "") : "" };
  };

  // The same for people: "" for an empty text. What stands below several of them says once how one writes a date.
  const EXAMPLE = "Schrijf bijvoorbeeld 12 maart 2027, 12/3/2027 of maart 2027.";
  const told = (text, example = EXAMPLE) => {
    const { moments, wrong, rest } = read(text);
    const lines = [...wrong];
    if (moments.length) lines.unshift(`Komt in je agenda: ${moments.map((moment) => moment.said).join("; ")}.`);
    if (rest && moments.length) lines.push(`Niet gelezen: “${rest}”.`);
    else if (rest) lines.push(`“${rest}” lezen we niet als datum.`);
    if (lines.length && !moments.length) lines.push(example);
    return lines.join(" ").trim();
  };

  // The calendar of the site (toolbox/public/selection/plan_calendar.py) with each event at its moments; `momentsOf` is
  // asked for the moments of "stap1", and so on.
  const filled = (calendar, momentsOf) => calendar.replace(/BEGIN:VEVENT\r\n[^]*?END:VEVENT\r\n/g, (event) =>
    momentsOf(event.match(/^UID:(\w+)/m)[1]).map(({ from, to }, place) => event
      .replace("\r\n", `\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${to}\r\n`)
      .replace(/^UID:/m, `UID:${place + 1}-`)).join(""));
  return { read, told, filled, EXAMPLE };
})();
