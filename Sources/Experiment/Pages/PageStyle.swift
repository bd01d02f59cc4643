import ExperimentText

/// How the pages of the diary look: the colours and type of a report, with things to tap.
package enum PageStyle {
    package static var text: String { Stylesheet.report.text + own.text }

    /// The same for a page that has it inside.
    static var pieces: [Markup] { [.stylesheet(Stylesheet.report), .stylesheet(own)] }

    static let own = Markup.StaticText(
        """

        :root { --stop: #b00020; --stop-paper: #fdecee; --good: #00624a; --good-paper: #e6f4ef;
          --edge: #76818c; }
        @media (prefers-color-scheme: dark) {
          :root { --stop: #ffb3bb; --stop-paper: #3d1519; --good: #8fd8bf; --good-paper: #12312a;
            --edge: #8b97a2; }
        }
        main { padding-top: 1rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .75rem; }
        h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; }
        h3 { font-size: 1rem; margin: 0; }
        .lead { font-size: 1.25rem; margin: 0 0 .5rem; letter-spacing: 0; }
        .hint, small { color: var(--soft); font-size: .875rem; }
        a { color: var(--tested-ink); }
        .skip { position: absolute; left: -100rem; padding: .75rem; background: var(--paper); }
        .skip:focus { left: 0; top: 0; z-index: 1; }
        nav { border-bottom: 1px solid var(--line); background: var(--card); }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; max-width: 46rem; margin: 0 auto;
          padding: 0 .5rem; }
        nav li { margin: 0; }
        nav a { display: block; padding: .7rem .55rem; min-height: 2.75rem; text-decoration: none;
          color: var(--ink); }
        nav a[aria-current] { font-weight: 650; box-shadow: inset 0 -3px var(--tested); }
        .foot { max-width: 46rem; margin: 0 auto; padding: 1rem; }
        fieldset { border: 0; padding: 0; margin: 0 0 1.25rem; min-width: 0; }
        legend { padding: 0; margin-bottom: .4rem; }
        legend h2, legend h3 { margin: 0; }
        .choices { display: grid; gap: .4rem;
          grid-template-columns: repeat(auto-fill, minmax(3rem, 1fr)); }
        .choices.words { grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); }
        .choice { display: block; position: relative; }
        .choice input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0;
          cursor: pointer; }
        .choice span { display: flex; flex-direction: column; align-items: center;
          justify-content: center; min-height: 3rem; padding: .3rem .2rem; line-height: 1.25; border: 1px solid var(--edge); border-radius: .6rem;
          background: var(--paper); text-align: center; }
        .choice small { font-size: .75rem; overflow-wrap: normal; }
        .choice input:checked + span { background: var(--tested-ink); color: var(--paper);
          border-color: var(--tested-ink); }
        .choice input:checked + span small { color: inherit; }
        .choice input:focus-visible + span { outline: 3px solid var(--event); outline-offset: 2px; }
        .line { display: block; margin: .5rem 0 1rem; }
        .line > span { display: block; font-weight: 650; }
        .line small { display: block; }
        input[type=text], input[type=file], select, textarea { font: inherit; width: 100%;
          min-height: 3rem; padding: .5rem .7rem; border: 1px solid var(--edge); border-radius: .6rem;
          background: var(--paper); color: var(--ink); }
        .event { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.4fr); gap: .4rem;
          margin-bottom: .4rem; }
        button, .big { font: inherit; font-weight: 650; min-height: 3.25rem; padding: .6rem 1.2rem;
          border-radius: .6rem; border: 1px solid var(--tested-ink); cursor: pointer; }
        button.main, .big { background: var(--tested-ink); color: var(--paper); width: 100%; }
        button.other { background: var(--paper); color: var(--tested-ink); }
        .big { display: inline-block; text-align: center; text-decoration: none; }
        .message { border-left: .4rem solid; border-radius: .4rem; padding: .75rem 1rem;
          margin: 0 0 1rem; }
        .message p { margin: 0 0 .25rem; }
        .done { background: var(--good-paper); color: var(--good); }
        .problem, .stop { background: var(--stop-paper); color: var(--stop); }
        .stop-screen { background: var(--stop-paper); color: var(--stop); border-radius: .6rem;
          padding: 1.5rem 1rem; margin-bottom: 1rem; min-height: 55vh; }
        .stop-screen .lead { font-size: 1.6rem; }
        .stop-screen .hint { color: inherit; }
        .there li { margin-bottom: .6rem; }
        .there details summary { border: 0; margin: 0; padding: .5rem 0; min-height: 2.75rem;
          color: var(--tested-ink); }
        .calendar { table-layout: fixed; }
        .calendar thead { position: static; clip-path: none; width: auto; height: auto;
          display: table-header-group; }
        .calendar tr { display: table-row; }
        .calendar th, .calendar td { display: table-cell; text-align: center; padding: 0;
          border: 1px solid var(--line); vertical-align: middle; height: 3.4rem; }
        .calendar thead th { height: 2rem; padding: 0; }
        .calendar td::before { content: none; }
        .calendar a { display: block; padding: .3rem 0; min-height: 3.3rem; text-decoration: none;
          color: inherit; }
        .calendar .date { display: block; font-size: .75rem; }
        .calendar .tested { background: var(--tint); }
        .calendar .pause { background: var(--card); }
        .calendar .now { outline: 2px solid var(--tested); outline-offset: -2px; }
        .calendar small { font-size: .7rem; }
        .wide-table { overflow-x: auto; }
        .week { min-width: 40rem; }
        .week thead { position: static; clip-path: none; width: auto; height: auto;
          display: table-header-group; }
        .week tr { display: table-row; }
        .week th, .week td { display: table-cell; padding: .2rem; }
        .week td::before { content: none; }
        .week input { min-height: 2.5rem; padding: .2rem; text-align: center; }
        .offers { display: grid; gap: .6rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); }
        .offers .choice span { display: block; height: 100%; text-align: left; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .8125rem; background: var(--card);
          padding: .75rem; border-radius: .6rem; }
        .photo { max-width: 100%; height: auto; border-radius: .6rem; }
        @media (prefers-reduced-motion: no-preference) {
          .choice span, button { transition: background-color .12s; }
        }
        @media (prefers-contrast: more) { .choice span, input[type=text] { border-width: 2px; } }
        @media print { nav, .foot, .skip, form { display: none; } }

        """)
}
