import ExperimentText

/// What makes the pages better where scripts run; without it they do the same with a few taps more.
package enum PageScript {
    package static var text: String { own.text }

    private static let own = Markup.StaticText(
        """
        "use strict";
        (function () {
          const form = document.querySelector('form[action="log"]');
          // Words about an event mean that it happened.
          document.querySelectorAll(".event").forEach(function (row) {
            const box = row.querySelector("input[type=checkbox]");
            const words = row.querySelector("input[type=text]");
            words.addEventListener("input", function () { if (words.value.trim()) box.checked = true; });
            box.addEventListener("change", function () { if (!box.checked) words.value = ""; });
          });
          // A second tap takes an answer back, which buttons without script cannot.
          document.querySelectorAll("input[type=radio]").forEach(function (button) {
            let was = false;
            const remember = function () { was = button.checked; };
            button.parentElement.addEventListener("pointerdown", remember);
            button.addEventListener("click", function () { if (was) { button.checked = false; was = false; } });
          });
          // What was typed is not lost without a question.
          let changed = false;
          if (form) {
            form.addEventListener("input", function () { changed = true; });
            form.addEventListener("submit", function () { changed = false; });
            window.addEventListener("beforeunload", function (event) { if (changed) event.preventDefault(); });
          }
          // A reminder in the evening, while the page is open.
          const bell = document.getElementById("remind");
          if (bell && "Notification" in window && form) {
            bell.hidden = false;
            bell.addEventListener("click", function () {
              Notification.requestPermission().then(function (answer) {
                if (answer !== "granted") { bell.textContent = "The browser does not allow reminders."; return; }
                const evening = new Date();
                evening.setHours(20, 0, 0, 0);
                const wait = Math.max(0, evening - new Date());
                bell.textContent = "A reminder comes at 20:00 while this page is open.";
                window.setTimeout(function () { new Notification("Time to log the day"); }, wait);
              });
            });
          }
        })();

        """)
}
