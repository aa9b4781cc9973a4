//! Import of meetings that repeat: each row the series of a group. What is not said for certain is named, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use toml::{Table, Value};

use super::faults::{Barred, without_faults};
use super::heads::{Cells, Heads};
use super::list::{List, Named};
use super::repeats::{day_said, repeats, zone_said};
use super::row::No;
use super::sheet::{self, Sheet};
use super::{KeptField, Order, Plan};
use crate::history::History;
use crate::model::field::Field;
use crate::model::merge::{Sides, meet};
use crate::model::record::Fields;
use crate::model::{Kind, RecordId, Standpoint, date, leaf, shown, value};
use crate::report::Report;
use crate::store::repo::merge_lines;
use crate::workspace::Workspace;

/// The fields of a list of meetings.
pub const FIELDS: &[&str] =
    &["group", "group_name", "title", "day", "time", "timezone", "frequency", "starts", "minutes"];

/// More titles of meetings than this are counted, not told.
const MANY: usize = 6;

/// A row that is understood, as far as it goes without the records.
struct Row {
    number: usize,
    group: Named,
    name: Option<String>,
    title: String,
    rule: String,
    /// The first meeting, where the row tells it.
    starts: Option<NaiveDate>,
    /// Days on which it could begin, from tomorrow on.
    next: NaiveDate,
    time: NaiveTime,
    zone: &'static str,
    minutes: Option<Value>,
}

/// Plans the import of series of meetings.
///
/// # Errors
/// When the file is no CSV that can be read, a map names what is not there, or a column that is needed is missing;
/// when an object of the history is missing or damaged.
pub fn meetings(bytes: &[u8], order: &Order, at: &Standpoint<'_>, workspace: &Workspace) -> Result<Plan, Report> {
    let sheet = sheet::read(bytes)?;
    without_faults(at, |barred| plan_meetings(&sheet, barred, order, at, workspace))
}

fn plan_meetings(
    sheet: &Sheet,
    barred: &Barred,
    order: &Order,
    at: &Standpoint<'_>,
    workspace: &Workspace,
) -> Result<Plan, Report> {
    let heads = Heads::of(&sheet.headings, order, FIELDS, &["day", "time", "timezone", "frequency"])?;
    if !heads.has("group") && !heads.has("group_name") && order.group.is_none() {
        return Err(Report::usage("no column is the group").hint("Name it: --map COLUMN=group; or --group CODE"));
    }
    let mut list = List::new(order, at, &heads, FIELDS);
    let titles = several(&mut list, sheet, &heads);
    let rows = list.rows(sheet, &heads, barred, |list, number, cells| list.series(number, &cells, &titles));
    let there = rows.iter().flatten().filter_map(|it| match &it.group {
        Named::There(id) => at.snapshot.get(id).filter(|it| it.contains_key("series")).map(|it| it.id.clone()),
        Named::New { .. } => None,
    });
    let there: BTreeSet<RecordId> = there.collect();
    let wrote = match there.is_empty() {
        true => BTreeMap::new(),
        false => History::of(workspace)?.imported(&there)?,
    };
    for row in rows.into_iter().flatten() {
        list.repeat(row, &wrote);
    }
    Ok(list.finished("series of meetings", "series of meetings"))
}

/// The titles of the rows of each group, by what the rows call it.
type Titles = BTreeMap<String, Vec<String>>;

fn several(list: &mut List<'_>, sheet: &Sheet, heads: &Heads) -> Titles {
    let mut titles = Titles::new();
    for row in &sheet.rows {
        let cells = heads.cells(&row.cells);
        if !list.is_left_out(&cells) {
            titles.entry(list.group_key(&cells)).or_default().push(title(&cells));
        }
    }
    titles
}

impl List<'_> {
    /// Whether the map says that meetings of this title stay out.
    fn is_left_out(&self, cells: &Cells) -> bool {
        cells.get("title").is_some_and(|it| self.meant("title", it) == "-")
    }

    fn group_key(&self, cells: &Cells) -> String {
        let word = cells.get("group").or_else(|| cells.get("group_name"));
        let word = word.map(|it| self.meant("group", it).into_owned()).or_else(|| self.order.group.clone());
        let word = word.unwrap_or_default();
        match self.names.called(Kind::Group, &word).as_slice() {
            [one] => one.to_string(),
            _ => super::names::same(&word),
        }
    }

    fn series(&mut self, number: usize, cells: &Cells, titles: &Titles) -> Result<Option<Row>, No> {
        if self.is_left_out(cells) {
            return Ok(None);
        }
        let name = cells.get("group_name");
        let group = self.group(number, cells.get("group").map(String::as_str), name.map(String::as_str))?;
        let said = |key: &str| {
            let cell = cells.get(key).map(|it| self.meant(key, it).into_owned());
            cell.ok_or_else(|| (format!("the {key} is empty"), format!("Write the {key} into that column")))
        };
        let (day, time, zone, frequency) = (said("day")?, said("time")?, said("timezone")?, said("frequency")?);
        let unclear = |key: &str, cell: &str, how: &str| {
            (
                format!("{key}: `{cell}` is not certain"),
                format!("{how}, or say what is meant: --map '{key}:{cell}=...'"),
            )
        };
        let zone = zone_said(&zone).ok_or_else(|| unclear("timezone", &zone, "Write it like Europe/Brussels"))?;
        let clock = date::parse_time(&time).ok_or_else(|| unclear("time", &time, "Write it like 14:30"))?;
        let day_is = day_said(&day, self.at.today).ok_or_else(|| unclear("day", &day, "Write a day of the week"))?;
        let repeats = repeats(&frequency, &day_is, self.at.today).ok_or_else(|| {
            unclear("frequency", &frequency, "Write it like weekly, every 2 weeks, first Tuesday of the month")
        })?;
        let starts = match cells.get("starts") {
            Some(cell) => Some(
                date::parse_date(cell, self.at.today, date::Towards::Past)
                    .ok_or_else(|| unclear("starts", cell, "Write a day like 2026-11-24"))?,
            ),
            None => repeats.starts.or(day_is.starts),
        };
        if let Some(starts) = starts.filter(|it| !repeats.falls_on(*it)) {
            return Err((
                format!("{} is no such day", date::long(starts)),
                "Correct the day, or the first date".to_owned(),
            ));
        }
        if starts.is_none() && repeats.every > 1 {
            return Err((
                format!("it is every {} weeks, and no date tells in which of them", repeats.every),
                "Write the date of one such meeting into a column `starts`".to_owned(),
            ));
        }
        let minutes = Kind::Group.field("series").and_then(|it| it.ty.inner().iter().find(|it| it.key == "minutes"));
        let minutes = minutes.zip(cells.get("minutes"));
        let minutes = minutes.map(|(field, cell)| self.value(field, cell)).transpose()?.flatten();
        let all = titles.get(&self.group_key(cells)).map(Vec::as_slice).unwrap_or_default();
        if all.len() > 1 {
            let count = all.len();
            let mut titles: Vec<String> = all.iter().take(MANY).map(|it| format!("`{it}`")).collect();
            titles.extend((count > MANY).then(|| format!("{} more", count - MANY)));
            return Err((
                format!("a group has one series, and this one would have {count}: {}", titles.join(", ")),
                "Leave out the rows that are not its ordinary meetings: --map 'title:WORD=-'".to_owned(),
            ));
        }
        let next =
            self.at.today.iter_days().skip(1).take(400).find(|it| repeats.falls_on(*it)).unwrap_or(self.at.today);
        Ok(Some(Row {
            number,
            group,
            name: name.cloned(),
            title: title(cells),
            rule: repeats.rule,
            starts,
            next,
            time: clock,
            zone,
            minutes,
        }))
    }

    fn repeat(&mut self, row: Row, wrote: &BTreeMap<RecordId, Table>) {
        let Some(id) = self.made_group(row.group, row.name.as_deref()) else { return };
        let Some(before) = self.snapshot.get(&id).cloned() else { return };
        let known = before.table("series").cloned().unwrap_or_default();
        let goes_on = known.local("start").filter(|it| {
            known.text("rrule") == row.rule && it.time() == row.time && row.starts.is_none() && it.date() <= row.next
        });
        let start: NaiveDateTime = goes_on.unwrap_or_else(|| row.starts.unwrap_or(row.next).and_time(row.time));
        let mut file = Table::new();
        file.insert("rrule".to_owned(), value::text(&row.rule));
        file.insert("start".to_owned(), value::local(start));
        file.insert("timezone".to_owned(), value::text(row.zone));
        file.extend(row.minutes.map(|it| ("minutes".to_owned(), it)));
        let base = wrote.get(&id).and_then(|it| it.table("series"));
        let mut series = known.clone();
        for field in Kind::Group.field("series").map(|it| it.ty.inner()).unwrap_or_default() {
            let Some(said) = file.get(field.key) else { continue };
            self.meet_series(row.number, &id, field, (base, &known, said), &mut series);
        }
        if series == known {
            self.plan.unchanged.push(id);
            return;
        }
        if goes_on.is_none() && row.starts.is_none() {
            let name = if row.title.is_empty() { id.to_string() } else { format!("{id}, {}", row.title) };
            let day = date::long(row.next);
            self.plan.told.push(format!(
                "row {}: {name} begins on {day}, the next such day; the file tells no first date.",
                row.number
            ));
        }
        match known.is_empty() {
            true => self.plan.added.push(id.clone()),
            false => self.plan.changed.push(id.clone()),
        }
        let mut group = before;
        group.fields.insert("series".to_owned(), Value::Table(series));
        group.fields = leaf::canonical(Kind::Group, group.fields);
        self.lay(row.number, &id, "");
        self.snapshot.put(group);
    }

    fn meet_series(
        &mut self,
        row: usize,
        id: &RecordId,
        field: &'static Field,
        (base, known, said): (Option<&Table>, &Table, &Value),
        series: &mut Table,
    ) {
        let here = known.get(field.key);
        let sides = Sides { base: base.and_then(|it| it.get(field.key)), ours: here, theirs: Some(said) };
        match meet(Some(field), sides, merge_lines) {
            Some(Some(value)) => drop(series.insert(field.key.to_owned(), value)),
            Some(None) => drop(series.remove(field.key)),
            None => {
                let (here, file) = (here.cloned(), Some(said.clone()));
                self.plan.kept.push(KeptField { row, id: id.clone(), field, here, file });
            }
        }
    }
}

fn title(cells: &Cells) -> String {
    cells.get("title").map(|it| shown::visible(it).into_owned()).unwrap_or_default()
}
