// What is not a day old yet is said as readers would: "2 hours ago". The exact time stays behind
// it, or beside it in a story. Without scripts there are dates alone.
const { lang, dataset } = document.documentElement;
// Calendar and digits are those of the page, whatever the browser has for the language.
const locale = `${lang}-u-ca-gregory-nu-${dataset.numerals ?? "latn"}`;
let ago;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const inWords = (moment) => {
  const age = Date.now() - moment;
  if (age < 0 || age >= DAY) return "";
  return age < HOUR
    ? ago.format(-Math.floor(age / MINUTE), "minute")
    : ago.format(-Math.floor(age / HOUR), "hour");
};

const inLists = [...document.querySelectorAll(".card-time time")].map((time) => [time, time.textContent]);
const inStory = [...document.querySelectorAll(".dates time")].map((time) => {
  const beside = document.createElement("span");
  time.after(beside);
  return [time, beside];
});

const say = (words) => {
  for (const [time, date] of inLists) time.textContent = words(new Date(time.dateTime)) || date;
  for (const [time, beside] of inStory) {
    const said = words(new Date(time.dateTime));
    beside.textContent = said && ` (${said})`;
  }
};

// A browser that does not know the language would speak its own.
if (Intl.RelativeTimeFormat.supportedLocalesOf(lang).length) {
  ago = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "long" });
  for (const [time] of inLists) time.title = exact.format(new Date(time.dateTime));
  say(inWords);
  // A page that is looked at again, or was left open, says what is true now; paper stays as it is.
  document.addEventListener("visibilitychange", () => say(inWords));
  addEventListener("beforeprint", () => say(() => ""));
  addEventListener("afterprint", () => say(inWords));
}
