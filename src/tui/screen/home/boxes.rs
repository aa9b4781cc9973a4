//! How high the boxes of Home are, one above the other.

/// So many boxes there are, besides the first steps.
pub const BOXES: usize = 4;

/// How many lines each box gets, borders included: at first two rows each, then what is left in turn to those that
/// want more, my actions first.
pub fn shares(wanted: [usize; BOXES], height: usize) -> [usize; BOXES] {
    let mut rows = wanted.map(|it| it.clamp(1, 2));
    let mut left = height.saturating_sub(rows.iter().sum::<usize>() + 2 * BOXES);
    while left > 0 {
        let before = left;
        for at in [1, 2, 0, 3] {
            if left > 0 && rows[at] < wanted[at] {
                rows[at] += 1;
                left -= 1;
            }
        }
        if left == before {
            // Nobody wants more: the last box keeps the rest.
            rows[BOXES - 1] += left;
            left = 0;
        }
    }
    rows.map(|it| it + 2)
}

/// The same where that is too little for all: the box in focus is open, of the others the titles are left.
pub fn folded(focus: usize, height: usize) -> [usize; BOXES] {
    let mut rows = [1; BOXES];
    rows[focus] = height.saturating_sub(BOXES - 1);
    rows
}
