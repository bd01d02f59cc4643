import ExperimentText

/// The script of the diary in one file. It asks what the plan says, keeps what is answered, and writes
/// the file that `n1 import` reads; it judges nothing.
enum PortableScript {
    static var text: String { own.text }

    static let own = Markup.StaticText(
        """
        "use strict";
        (function () {
          const main = document.getElementById("main");
          const content = document.getElementById("content");
          const heading = document.getElementById("heading");
          const told = document.getElementById("told");
          const plan = JSON.parse(main.dataset.plan);
          const storeName = "n1-page " + plan.trial;
          // Each day as its date, the place of its phase and the places of what is due.
          plan.days = plan.days.map(function (pair, place) {
            const date = new Date(Date.parse(plan.first + "T00:00Z") + place * 86400000);
            return [date.toISOString().slice(0, 10), pair[0], plan.patterns[pair[1]]];
          });
          const byDay = new Map(plan.days.map(function (day) { return [day[0], day]; }));

          // What is kept: entries by day, each {values: {id: number}, marks: {id: words}, notes: [], written: day}.
          let kept = { days: {}, exported: null };
          let lost = "";
          let isUnsaved = false;
          // Read anew before every screen and every change: another tab may have written.
          function load() {
            if (isUnsaved) return;
            try {
              window.localStorage.setItem(storeName + " test", "1");
              window.localStorage.removeItem(storeName + " test");
              const text = window.localStorage.getItem(storeName);
              const found = text ? JSON.parse(text) : null;
              if (found && typeof found.days !== "object") throw new Error("not a diary");
              if (found) kept = found;
              else if (Object.keys(kept.days).length > 0) {
                isUnsaved = true;
                lost = "What this browser had kept was cleared. Export the file now: this page still holds it.";
              }
            } catch (error) {
              isUnsaved = true;
              lost = "This browser does not keep what you write here. Export the file before you close " +
                "the page, or use another browser.";
            }
          }
          function save() {
            try {
              window.localStorage.setItem(storeName, JSON.stringify(kept));
              const back = window.localStorage.getItem(storeName);
              if (back !== JSON.stringify(kept)) throw new Error("not kept");
              if (isUnsaved) lost = "";
              isUnsaved = false;
              return true;
            } catch (error) {
              isUnsaved = true;
              lost = "This browser refused to keep the entry. Export the file now: it holds everything " +
                "that you have written on this page.";
              return false;
            }
          }
          function iso(date) {
            const two = function (number) { return (number < 10 ? "0" : "") + number; };
            return date.getFullYear() + "-" + two(date.getMonth() + 1) + "-" + two(date.getDate());
          }
          // The small hours belong to the day before.
          function today() {
            return iso(new Date(Date.now() - plan.dayStart * 1000));
          }
          function daysBetween(one, other) {
            return Math.round((Date.parse(other + "T00:00Z") - Date.parse(one + "T00:00Z")) / 86400000);
          }
          const months = ["January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"];
          function spoken(day) {
            return Number(day.slice(8)) + " " + months[Number(day.slice(5, 7)) - 1] + " " + day.slice(0, 4);
          }
          function make(name, attributes, children) {
            const element = document.createElement(name);
            Object.keys(attributes || {}).forEach(function (key) {
              if (key === "text") element.textContent = attributes[key];
              else if (attributes[key] === true) element.setAttribute(key, "");
              else if (attributes[key] !== false && attributes[key] !== null) element.setAttribute(key, attributes[key]);
            });
            (children || []).forEach(function (child) { if (child) element.append(child); });
            return element;
          }
          function tell(lines, kind) {
            told.replaceChildren();
            const all = (lost ? [[lost, "problem"]] : []).concat(lines.map(function (line) { return [line, kind]; }));
            all.forEach(function (line) {
              told.append(make("div", { class: "message " + line[1] }, [make("p", { text: line[0], dir: "auto" })]));
            });
          }
          function entry(day) {
            return kept.days[day] || { values: {}, marks: {}, notes: [], written: null };
          }
          function due(day) {
            const row = byDay.get(day);
            return row ? row[2].map(function (place) { return plan.groups[place]; }) : [];
          }
          function openGroups(day) {
            const values = entry(day).values;
            return due(day).map(function (group) {
              return { title: group.title, questions: group.questions.filter(function (one) { return !(one.id in values); }) };
            }).filter(function (group) { return group.questions.length > 0; });
          }
          function menu(current) {
            const item = function (name, show) {
              const button = make("button", { type: "button", class: "other", text: name,
                "aria-current": current === name ? "page" : null });
              button.addEventListener("click", show);
              return make("li", {}, [button]);
            };
            return make("nav", { "aria-label": "Pages" }, [make("ul", {}, [
              item("Today", function () { showDay(today()); }), item("Calendar", showCalendar),
              item("Export", showExport)])]);
          }
          // Says at once what the store has lost.
          function look() {
            const before = lost;
            load();
            if (lost !== before) tell([], "");
          }
          function show(title, current, children) {
            heading.textContent = title;
            content.replaceChildren.apply(content, [menu(current)].concat(children));
            window.scrollTo(0, 0);
          }

          // MARK: A day
          function question(one) {
            const hint = one.hint ? make("p", { class: "hint", text: one.hint }) : null;
            const typed = function (label) {
              return make("label", { class: "line" }, [make("span", { text: label }),
                one.allowed ? make("small", { text: one.allowed }) : null,
                make("input", { type: "text", inputmode: "decimal", autocomplete: "off", name: "x." + one.id })]);
            };
            if (one.choices.length === 0) return make("div", {}, [hint, typed(one.title)]);
            const words = one.choices.every(function (choice) { return choice[1] !== null; });
            const choices = one.choices.map(function (choice) {
              return make("label", { class: "choice" }, [
                make("input", { type: "radio", name: "v." + one.id, value: String(choice[0]) }),
                make("span", {}, [make("b", { text: String(choice[0]) }),
                  choice[1] ? make("small", { text: choice[1] }) : null])]);
            });
            return make("fieldset", {}, [make("legend", {}, [make("h2", { text: one.title })]), hint,
              make("div", { class: words ? "choices words" : "choices" }, choices),
              one.more ? typed("or another number") : null]);
          }
          function showDay(day) {
            look();
            const now = today();
            const row = byDay.get(day);
            const children = plan.spoken.map(function (text) {
              return make("p", { class: "message stop", role: "alert", text: text });
            });
            const title = day === now ? "Today" : spoken(day);
            // A browser may clear what it keeps while the page is closed.
            if (Object.keys(kept.days).length === 0 && daysBetween(plan.days[0][0], now) > 0) {
              children.push(make("p", { class: "hint", text: "This browser keeps no entry yet. If you wrote some here " +
                "before, it has cleared them, and what you exported last is what there is." }));
            }
            if (!row || row[1] === null) {
              const first = plan.days[0][0];
              const text = day < first ? "The trial starts on " + spoken(first) + "."
                : day > plan.days[plan.days.length - 1][0] ? "The trial has ended. Export the file, and import it with n1."
                : "A pause.";
              children.push(make("p", { class: "lead", text: text }));
              return show(title, "Today", children);
            }
            const phase = plan.phases[row[1]];
            children.push(make("p", { class: "lead", dir: "auto",
              text: phase.name + ": day " + (daysBetween(phase.first, day) + 1) + " of " + phase.days + "." }));
            if (day === now) phase.advice.forEach(function (text) { children.push(make("p", { text: text, dir: "auto" })); });
            if (daysBetween(day, now) > 1) {
              children.push(make("p", { class: "hint", text: "What is written down for this day now is marked as late." }));
            }
            const groups = openGroups(day);
            const form = make("form", {}, []);
            groups.forEach(function (group) {
              if (group.questions.length > 1) form.append(make("h2", { text: group.title }));
              group.questions.forEach(function (one) { form.append(question(one)); });
            });
            if (groups.length === 0 && due(day).length > 0) {
              form.append(make("p", { class: "complete", text: "Everything that was due is logged." }));
            }
            const events = make("fieldset", {}, [make("legend", {}, [make("h2", { text: "Did anything happen?" })])]);
            plan.marks.forEach(function (mark) {
              const box = make("input", { type: "checkbox", name: "m." + mark.id });
              const words = make("input", { type: "text", name: "t." + mark.id, maxlength: "500", autocomplete: "off",
                placeholder: mark.hint, "aria-label": mark.name + ": " + mark.hint });
              words.addEventListener("input", function () { if (words.value.trim()) box.checked = true; });
              events.append(make("div", { class: "event" }, [
                make("label", { class: "choice" }, [box, make("span", { text: mark.name })]), words]));
            });
            form.append(events, make("label", { class: "line" }, [make("span", { text: "Note" }),
              make("input", { type: "text", name: "note", maxlength: "500", autocomplete: "off" })]),
              make("button", { type: "submit", class: "main", text: groups.length ? "Save" : "Add" }));
            form.addEventListener("submit", function (event) { event.preventDefault(); take(day, form, groups); });
            children.push(form);
            children.push(written(day));
            show(title, day === now ? "Today" : "Calendar", children);
          }
          function number(text) {
            const trimmed = text.trim().replace(",", ".");
            return /^-?[0-9]+([.][0-9]+)?$/.test(trimmed) ? Number(trimmed) : NaN;
          }
          function take(day, form, groups) {
            load();
            const problems = [];
            const next = JSON.parse(JSON.stringify(entry(day)));
            let count = 0;
            groups.forEach(function (group) {
              group.questions.forEach(function (one) {
                const exact = form.elements["x." + one.id];
                const chosen = form.elements["v." + one.id];
                const text = exact && exact.value.trim() ? exact.value : chosen ? chosen.value : "";
                if (!text) return;
                const value = number(text);
                if (isNaN(value) || (one.from !== null && value < one.from) || (one.to !== null && value > one.to)) {
                  problems.push(one.title + ": " + text + " cannot be; expected " + (one.allowed || "a number") + ".");
                } else { next.values[one.id] = value; count += 1; }
              });
            });
            let happened = false;
            plan.marks.forEach(function (mark) {
              const words = form.elements["t." + mark.id].value.trim();
              if (words || form.elements["m." + mark.id].checked) {
                next.marks[mark.id] = words || "yes";
                happened = true;
                count += 1;
              }
            });
            const note = form.elements.note.value.trim();
            if (note) { next.notes.push(note); count += 1; }
            if (problems.length) { tell(problems, "problem"); told.scrollIntoView(); return; }
            if (count === 0) { tell(["Nothing was chosen, so nothing was written down."], "problem"); return; }
            next.written = today();
            kept.days[day] = next;
            kept.exported = false;
            const isKept = save();
            tell(isKept ? ["Saved for " + spoken(day) + "."] : [], "done");
            if (happened || note) showRules(day); else { showDay(day); told.focus(); }
          }
          // Which rule speaks to words is judged by n1 alone; here all of them are read.
          function showRules(day) {
            const children = [make("div", { class: "stop-screen", role: "alert" },
              [make("p", { class: "lead", text: "Is it one of these? Then do what stands there, now." })].concat(
                plan.rules.reduce(function (all, rule) {
                  return all.concat([make("h2", { text: rule.id + ": " + rule.trigger }), make("p", { text: rule.message })]);
                }, []), [make("p", { text: plan.help })]))];
            const go = make("button", { type: "button", class: "main", text: "I have read this" });
            go.addEventListener("click", function () { showDay(day); });
            show("Stop rules", "", children.concat([go]));
          }
          function written(day) {
            const one = entry(day);
            const lines = Object.keys(one.values).map(function (id) { return [id + " " + one.values[id], "values", id]; })
              .concat(Object.keys(one.marks).map(function (id) {
                return [id + (one.marks[id] === "yes" ? "" : ": " + one.marks[id]), "marks", id]; }))
              .concat(one.notes.map(function (text) { return ["note \\u201c" + text + "\\u201d", "notes", text]; }));
            if (lines.length === 0) return null;
            return make("section", { class: "there" }, [make("h2", { text: "Written down" }), make("ul", {},
              lines.map(function (line) {
                const button = make("button", { type: "button", class: "other", text: "take back",
                  "aria-label": "Take back " + line[0] });
                button.addEventListener("click", function () {
                  load();
                  const now = entry(day);
                  const place = now.notes.indexOf(line[2]);
                  if (line[1] !== "notes") delete now[line[1]][line[2]];
                  else if (place >= 0) now.notes.splice(place, 1);
                  kept.days[day] = now;
                  kept.exported = false;
                  save();
                  tell(["Taken back: " + line[0] + ". What n1 has imported already stays there until it is corrected."], "done");
                  showDay(day);
                });
                return make("li", { dir: "auto" }, [document.createTextNode(line[0] + " "), button]);
              }))]);
          }

          // MARK: Calendar
          function showCalendar() {
            look();
            const now = today();
            const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            const offset = (new Date(plan.days[0][0] + "T00:00Z").getUTCDay() + 6) % 7;
            const cells = [];
            for (let place = 0; place < offset; place += 1) cells.push(make("td", {}));
            plan.days.forEach(function (row) {
              const day = row[0];
              const one = entry(day);
              const has = Object.keys(one.values).length > 0;
              const isOpen = openGroups(day).length > 0;
              const state = day > now ? ["", "to come"] : row[1] === null ? ["", "pause"]
                : !isOpen ? ["\\u25cf", "logged"] : has ? ["\\u25d0", "partly logged"] : ["\\u25cb", "nothing logged"];
              const late = one.written && has && daysBetween(day, one.written) > 1;
              const inside = [make("span", { class: "date", text: Number(day.slice(8)) + " " + months[Number(day.slice(5, 7)) - 1].slice(0, 3) }),
                make("span", { class: "sign", "aria-hidden": "true", text: state[0] + (Object.keys(one.marks).length ? " !" : "") }),
                make("span", { class: "unseen", text: ": " + state[1] }), late ? make("small", { text: "late" }) : null];
              const kind = row[1] === null ? "pause" : plan.phases[row[1]].tested ? "tested" : "usual";
              const cell = make("td", { class: kind + (day === now ? " now" : "") });
              if (day <= now && row[1] !== null) {
                const link = make("a", { href: "#" + day }, inside);
                link.addEventListener("click", function (event) { event.preventDefault(); tell([], ""); showDay(day); });
                cell.append(link);
              } else { inside.forEach(function (piece) { if (piece) cell.append(piece); }); }
              cells.push(cell);
            });
            const rows = [];
            for (let place = 0; place < cells.length; place += 7) rows.push(make("tr", {}, cells.slice(place, place + 7)));
            show("Calendar", "Calendar", [make("p", { class: "hint",
              text: "\\u25cf all that was due is there, \\u25d0 a part, \\u25cb a gap. Tap a day that is over to catch up." }),
              make("table", { class: "calendar" }, [make("caption", { text: "Days of the trial" }),
                make("thead", {}, [make("tr", {}, names.map(function (name) { return make("th", { scope: "col", text: name }); }))]),
                make("tbody", {}, rows)])]);
          }

          // MARK: The file for n1 import
          function exported() {
            const entries = [];
            Object.keys(kept.days).sort().forEach(function (day) {
              const one = kept.days[day];
              Object.keys(one.values).forEach(function (id) { entries.push({ day: day, name: id, value: one.values[id] }); });
              Object.keys(one.marks).forEach(function (id) { entries.push({ day: day, name: id, word: one.marks[id] }); });
              one.notes.forEach(function (text) { entries.push({ day: day, name: "note", word: text }); });
              if (one.written && daysBetween(day, one.written) > 1) {
                entries.push({ day: day, name: "note", word: "written down on " + one.written });
              }
            });
            return JSON.stringify({ format: "n1-page", version: 1, trial: plan.trial, title: plan.title, entries: entries }, null, 1);
          }
          function showExport() {
            look();
            const text = exported();
            const name = "n1-diary-" + today() + ".json";
            const link = make("a", { class: "big", download: name, text: "Save the file",
              href: "data:application/json;charset=utf-8," + encodeURIComponent(text) });
            link.addEventListener("click", function () { kept.exported = today(); save(); });
            const area = make("textarea", { id: "file", rows: "8", readonly: true, "aria-label": "The file as text" });
            area.value = text;
            show("Export", "Export", [make("p", { text: "Everything that you have written on this page, as a file. Send it to the " +
              "computer with the trial and bring it in with n1 import, as often as you like: twice is harmless." }), link,
              make("p", { class: "hint", text: "If nothing is saved, copy this text into a file of that name." }), area]);
          }

          load();
          tell([], "");
          showDay(today());
          // Only for the diary itself: a trial writing of one tab must not wake the other one.
          window.addEventListener("storage", function (event) {
            if (event.key === null || event.key === storeName) look();
          });
          // Where the page came with files beside it: it opens without a network from then on.
          if (main.dataset.worker && "serviceWorker" in window.navigator) {
            window.navigator.serviceWorker.register(main.dataset.worker);
          }
          if (window.navigator.storage && window.navigator.storage.persist) window.navigator.storage.persist();
        })();

        """)
}
