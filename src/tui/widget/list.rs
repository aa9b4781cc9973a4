//! A list in which one row is selected: the selection stays with its thing when rows come and go.

/// The rows of a list, what is selected, and from where on it is shown.
#[derive(Clone, Debug)]
pub struct List<T> {
    rows: Vec<T>,
    selected: usize,
    offset: usize,
}

/// Which way a selection goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up(usize),
    Down(usize),
    Top,
    Bottom,
}

impl Way {
    /// Where one comes from a place, if the last place is this one.
    pub fn from(self, place: usize, last: usize) -> usize {
        match self {
            Self::Up(by) => place.saturating_sub(by).min(last),
            Self::Down(by) => place.saturating_add(by).min(last),
            Self::Top => 0,
            Self::Bottom => last,
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), selected: 0, offset: 0 }
    }
}

impl<T: Clone + PartialEq> List<T> {
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    pub fn selected(&self) -> Option<&T> {
        self.rows.get(self.selected)
    }

    pub fn place(&self) -> usize {
        self.selected
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes other rows; what was selected stays so, or what has come to its place.
    pub fn set(&mut self, rows: Vec<T>) {
        let kept = self.selected().and_then(|it| rows.iter().position(|row| row == it));
        self.rows = rows;
        self.selected = kept.unwrap_or(self.selected).min(self.rows.len().saturating_sub(1));
    }

    /// Selects a thing, if it is there.
    pub fn select(&mut self, thing: &T) -> bool {
        let place = self.rows.iter().position(|it| it == thing);
        self.selected = place.unwrap_or(self.selected);
        place.is_some()
    }

    pub fn go(&mut self, way: Way) {
        self.selected = way.from(self.selected, self.rows.len().saturating_sub(1));
    }

    /// Selects the row at a place; the last one where there are not so many.
    pub fn go_to(&mut self, place: usize) {
        self.selected = place.min(self.rows.len().saturating_sub(1));
    }

    /// Selects the row that stands in a line of what was shown last; whether there is one.
    pub fn point_at(&mut self, line: usize) -> bool {
        let place = self.offset + line;
        let there = place < self.rows.len();
        self.selected = if there { place } else { self.selected };
        there
    }

    /// The rows that fit into so many lines, each with its place, so that the selected one is among them.
    pub fn visible(&mut self, lines: usize) -> impl Iterator<Item = (usize, &T)> {
        if self.selected < self.offset {
            self.offset = self.selected;
        } else if lines > 0 && self.selected >= self.offset + lines {
            self.offset = self.selected + 1 - lines;
        }
        self.offset = self.offset.min(self.rows.len().saturating_sub(lines));
        self.rows.iter().enumerate().skip(self.offset).take(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_stays_with_its_thing_and_in_sight() {
        let mut list = List::default();
        list.set(vec!['a', 'b', 'c', 'd']);
        list.go(Way::Down(2));
        assert_eq!(list.selected(), Some(&'c'));
        list.set(vec!['c', 'd', 'e']);
        assert_eq!(list.selected(), Some(&'c'));
        list.set(vec!['x']);
        assert_eq!(list.selected(), Some(&'x'));
        list.set(('a'..='z').collect());
        list.go(Way::Bottom);
        assert_eq!(list.visible(3).map(|it| *it.1).collect::<String>(), "xyz");
        list.go(Way::Top);
        assert_eq!(list.visible(3).map(|it| *it.1).collect::<String>(), "abc");
        assert_eq!(list.visible(0).count(), 0);
    }
}
