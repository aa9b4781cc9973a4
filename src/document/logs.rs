//! Lists for others: the action log, the register of decisions, who sits where, and what is due around meetings.

use chrono::NaiveDate;

use super::annex;
use super::members::{Contacts, Seat};
use super::minutes::positions;
use super::paper::{Paper, Section, Table};
use super::reader::{Reader, day, iso, worded};
use crate::model::deed::role_label;
use crate::model::record::Fields;
use crate::model::view::deadlines::Deadline;
use crate::model::view::{Action, ActionState, Decision, DecisionState, Seats};
use crate::model::{Kind, Record, RecordId, date, derived, shown};

/// The groups that a list is about: one, or all of them.
pub type Groups<'a> = Option<&'a RecordId>;

/// The action log: what is late first, then by day; what is closed or dropped last.
pub fn actions(groups: Groups<'_>, reader: &Reader<'_>) -> Paper {
    actions_of(records(Kind::Action, groups, reader), groups, reader)
}

/// The same of these actions alone.
pub fn actions_of(mut actions: Vec<&Record>, groups: Groups<'_>, reader: &Reader<'_>) -> Paper {
    let today = reader.at.today;
    actions.sort_by_key(|it| {
        let view = Action(it);
        (!view.is_listed(), !view.is_late(today), view.due().is_none(), view.due(), it.id.clone())
    });
    let heads = [
        "ID",
        "Action",
        "Owner",
        "Org",
        "Raised",
        "First due",
        "Due",
        "Priority",
        "State",
        "Late",
        "Last progress",
        "Closed",
    ];
    let mut paper = list("Action log", groups, reader);
    let mut table = Table::new(&heads);
    paper.sheet = Table::new(&heads);
    for action in &actions {
        table.rows.push(row_of_action(action, reader, &|it| it.map(shown::day).unwrap_or_default()));
        paper.sheet.rows.push(row_of_action(action, reader, &iso));
    }
    let late = actions.iter().filter(|it| Action(it).is_late(today)).count();
    let open = actions.iter().filter(|it| Action(it).is_open()).count();
    paper.fact("Open", format!("{open}, {late} of them late"));
    paper.sections.push(Section::new("Actions").table(table, "There are no actions."));
    paper
}

fn row_of_action(action: &Record, reader: &Reader<'_>, day: &dyn Fn(Option<NaiveDate>) -> String) -> Vec<String> {
    let id = action.id.to_string();
    if !reader.may_read(action) {
        let mut cells = vec![id, reader.title(action)];
        cells.resize(12, String::new());
        return cells;
    }
    let view = Action(action);
    let raised = [day(action.date("raised_on")), action.text("raised_at").to_owned()];
    let raised: Vec<String> = raised.into_iter().filter(|it| !it.is_empty()).collect();
    let first = action.rows("moved").min_by_key(|it| it.date("on")).and_then(|it| it.date("from")).or(view.due());
    let late = match view.due() {
        Some(due) if view.is_late(reader.at.today) => format!("{} d late", (reader.at.today - due).num_days()),
        Some(_) if view.is_due_soon(reader.at.today, derived::days(&reader.at, "due_soon_days", 7)) => {
            "due soon".to_owned()
        }
        _ => String::new(),
    };
    let last = action.rows("progress").max_by_key(|it| it.instant("at"));
    let last = last.map(|it| {
        let on = it.instant("at").map(|it| it.date_naive());
        format!("{}: {}", day(on), it.text("text").split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let closed = match view.state() {
        ActionState::Closed => day(action.date("closed_on")),
        ActionState::Cancelled => action.text("cancel_reason").to_owned(),
        _ => String::new(),
    };
    vec![
        id,
        action.title().to_owned(),
        annex::owner(action, reader),
        view.org(&reader.at).map(|it| reader.org(it.as_str())).unwrap_or_default(),
        raised.join(", "),
        day(first),
        day(view.due()),
        worded(action, "priority"),
        view.state().label().to_owned(),
        late,
        last.unwrap_or_default(),
        closed,
    ]
}

/// The register of decisions with the position of each party, in the order of their formal numbers.
pub fn decisions(groups: Groups<'_>, reader: &Reader<'_>) -> Paper {
    let mut decisions = records(Kind::Decision, groups, reader);
    decisions.sort_by_key(|it| (it.word("number").is_none(), it.text("number"), it.date("agreed_on"), &it.id));
    let mut paper = list("Register of decisions", groups, reader);
    paper.sheet =
        Table::new(&["ID", "Number", "Title", "Text", "Agreed", "Method", "Positions", "State", "Closes", "Review"]);
    let mut section = Section::new("Decisions");
    if decisions.is_empty() {
        section = section.text("There are no decisions.");
    }
    paper.sections.push(section);
    for decision in decisions {
        let number = decision.word("number").unwrap_or("no number yet");
        let title = reader.title(decision);
        let mut below = Section::below(format!("{number}: {title}"));
        let mut cells = vec![decision.id.to_string(), decision.text("number").to_owned(), title];
        if reader.may_read(decision) {
            let state = Decision(decision).state(reader.snapshot(), reader.at.today);
            let method = worded(decision, "method");
            let agreed = decision.date("agreed_on").map(day).into_iter().chain([method.clone()]);
            let agreed: Vec<String> = agreed.filter(|it| !it.is_empty()).collect();
            let waits = matches!(state, DecisionState::Agreed | DecisionState::Blocked | DecisionState::Lapsed);
            let closes = decision.date("closes_on").filter(|_| waits).map(day).unwrap_or_default();
            let positions = positions(decision, reader);
            let state = state.label();
            below = below
                .marked(decision.id.to_string(), decision.text("text"))
                .marked("State", state)
                .marked("Why withdrawn", decision.text("withdrawn_reason"))
                .marked("Agreed", &agreed.join(", "))
                .marked("Positions until", &closes)
                .marked("Looked at again on", &decision.date("review_on").map(day).unwrap_or_default())
                .list(positions.clone());
            cells.push(decision.text("text").to_owned());
            cells.extend([iso(decision.date("agreed_on")), method, positions.join("; "), state.to_owned()]);
            cells.extend([iso(decision.date("closes_on")), iso(decision.date("review_on"))]);
        }
        cells.resize(paper.sheet.heads.len(), String::new());
        paper.sections.push(below);
        paper.sheet.rows.push(cells);
    }
    paper
}

/// Who sits where, group by group, and whether the parties are there as agreed.
pub fn members(groups: Groups<'_>, reader: &Reader<'_>) -> Paper {
    let mut paper = list("Members", groups, reader);
    let all = super::members::seats(reader.snapshot(), groups, reader.at.today);
    let mut heads = vec!["Role", "Name", "Function", "Organisation", "From", "Until", "Alternate for"];
    heads.extend((reader.contacts == Contacts::With).then_some("E-mail"));
    let mut sheet = vec!["Group"];
    sheet.extend(&heads);
    paper.sheet = Table::new(&sheet);
    for seats in all.chunk_by(|one, other| one.group.id == other.group.id) {
        let Some(group) = seats.first().map(|it| it.group) else { continue };
        let long = |it: Option<NaiveDate>| it.map(shown::day).unwrap_or_default();
        let rows = seats.iter().map(|it| row_of_seat(it, reader, &long)).collect();
        paper.sections.push(Section::new(reader.group(group.id.as_str())).table(Table::of(&heads, rows), ""));
        let code = || std::iter::once(group.id.to_string());
        paper.sheet.rows.extend(seats.iter().map(|it| code().chain(row_of_seat(it, reader, &iso)).collect()));
        paper.sections.push(parity(group, reader));
    }
    if all.is_empty() {
        paper.sections.push(Section::new("Members").text("Nobody sits there today."));
    }
    paper
}

fn row_of_seat(seat: &Seat<'_>, reader: &Reader<'_>, day: &dyn Fn(Option<NaiveDate>) -> String) -> Vec<String> {
    let row = seat.term.row;
    let may_read = reader.may_read(seat.term.member) && reader.may_read(seat.person);
    let open = |it: String| if may_read { it } else { String::new() };
    let mut cells = vec![
        role_label(row.text("role")),
        if may_read { reader.person(seat.person.id.as_str()) } else { "(name reserved)".to_owned() },
        open(seat.person.text("function").to_owned()),
        seat.term.for_org(reader.snapshot()).map(|it| reader.org(it.as_str())).unwrap_or_default(),
        open(day(row.date("from"))),
        open(day(row.date("until"))),
        open(row.word("alternate_for").map(|it| reader.person(it)).unwrap_or_default()),
    ];
    if reader.contacts == Contacts::With {
        cells.push(open(seat.person.words("emails").collect::<Vec<_>>().join(", ")));
    }
    cells
}

fn parity(group: &Record, reader: &Reader<'_>) -> Section {
    let seats = Seats::of(reader.snapshot(), group, reader.at.today);
    let rules = group.table("rules");
    let quorum = rules.and_then(|it| it.whole("quorum_per_party")).map(|it| it.to_string()).unwrap_or_default();
    let agreed = seats.agreed.map(|it| it.to_string()).unwrap_or_default();
    let rows = seats.taken.iter();
    let rows =
        rows.map(|(org, taken)| vec![reader.org(org.as_str()), taken.to_string(), agreed.clone(), quorum.clone()]);
    let table = Table::of(&["Party", "Seats taken", "Seats agreed", "Quorum"], rows.collect());
    Section::below("Seats of the parties").table(table, "There are no parties.")
}

/// What is due around meetings, by day.
pub fn deadlines(found: &[Deadline], groups: Groups<'_>, reader: &Reader<'_>) -> Paper {
    let mut paper = list("Deadlines", groups, reader);
    let heads = ["By", "Meeting", "What", "State"];
    let state = |it: &Deadline| match it.done {
        true => "done",
        false if it.is_late(reader.at.today) => "late",
        false => "",
    };
    let row = |it: &Deadline, on: String| {
        // One that a series only plans is no record yet.
        let meeting = reader.snapshot().get(&it.meeting).cloned().unwrap_or_else(|| Record::empty(it.meeting.clone()));
        let meeting = if reader.may_read(&meeting) { meeting.id.to_string() } else { reader.title(&meeting) };
        vec![on, meeting, it.what.words().to_owned(), state(it).to_owned()]
    };
    let rows = found.iter().map(|it| row(it, day(it.on))).collect();
    paper.sections.push(Section::new("By day").table(Table::of(&heads, rows), "Nothing is due around any meeting."));
    paper.sheet = Table::of(&heads, found.iter().map(|it| row(it, it.on.to_string())).collect());
    paper
}

/// A list's title and the day on which it is true.
fn list(title: &str, groups: Groups<'_>, reader: &Reader<'_>) -> Paper {
    let about = groups.map_or_else(|| "all groups".to_owned(), |it| reader.group(it.as_str()));
    let mut paper = Paper { title: format!("{title}: {about}"), ..Paper::default() };
    paper.status = format!("As of {}", date::long(reader.at.today));
    paper.sections.extend(reader.notice().map(|it| Section::new("Note").text(it)));
    paper
}

fn records<'a>(kind: Kind, groups: Groups<'_>, reader: &Reader<'a>) -> Vec<&'a Record> {
    match groups {
        Some(group) => reader.snapshot().in_group(kind, group.as_str()).collect(),
        None => reader.snapshot().of_kind(kind).collect(),
    }
}

/// The addresses at which the people of a group are written to, each once.
pub fn addresses(group: Groups<'_>, reader: &Reader<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for seat in super::members::seats(reader.snapshot(), group, reader.at.today) {
        let address = seat.person.words("emails").next().filter(|_| reader.may_read(seat.person));
        if let Some(address) = address.filter(|it| !found.iter().any(|(_, known)| known == it)) {
            found.push((seat.person.title().to_owned(), address.to_owned()));
        }
    }
    found
}
