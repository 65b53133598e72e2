"use strict";
/* Shows the offset from UTC that the newsroom's clock has on the date that is being typed. The
   server decides which moment is meant; this only informs. */
{
  const offsetAt = (zone, moment) => {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" })
      .formatToParts(moment);
    const name = parts.find((part) => part.type === "timeZoneName").value;
    return name.replace("GMT", "UTC").replace("-", "−");
  };

  const show = (field) => {
    const input = field.querySelector("input");
    const shown = field.querySelector(".offset");
    const typed = new Date(`${input.value}Z`);
    if (!shown || Number.isNaN(typed.getTime())) return;
    try {
      // The offset at the typed time is that of the moment so many hours before it.
      const [, sign, hours, minutes = 0] =
        /UTC([+−]?)(\d*):?(\d*)/.exec(offsetAt(field.dataset.zone, typed));
      const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === "−" ? -1 : 1);
      shown.textContent = offsetAt(field.dataset.zone, new Date(typed.getTime() - ahead * 60000));
    } catch {
      shown.textContent = "";
    }
  };

  document.addEventListener("input", ({ target }) => {
    const field = target.closest?.(".newsroom-time");
    if (field && target.matches("input")) show(field);
  });
}
