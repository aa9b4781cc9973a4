//! How high the boxes of Home are, one above the other.

/// How many lines each box gets, borders included: at first two rows each, then what is left in turn to those that
/// want more, in the order of `turn`. Where that is too little for all, the box in focus is open, and of the others those
/// that have room for a row.
pub fn heights<const N: usize>(wanted: [usize; N], turn: [usize; N], focus: usize, height: usize) -> [usize; N] {
    if height < N * 4 {
        return few(wanted, focus.min(N - 1), height);
    }
    let mut rows = wanted.map(|it| it.clamp(1, 2));
    let mut left = height.saturating_sub(rows.iter().sum::<usize>() + 2 * N);
    while left > 0 {
        let before = left;
        for at in turn {
            if left > 0 && rows[at] < wanted[at] {
                rows[at] += 1;
                left -= 1;
            }
        }
        if left == before {
            // Nobody wants more: the last box keeps the rest.
            rows[N - 1] += left;
            left = 0;
        }
    }
    rows.map(|it| it + 2)
}

/// The box in focus with what it wants, then the ones after it and those before it, as far as there is room.
fn few<const N: usize>(wanted: [usize; N], focus: usize, height: usize) -> [usize; N] {
    let mut heights = [0; N];
    let mut left = height;
    for at in (focus..N).chain(0..focus) {
        // A border alone says nothing.
        let lines = (wanted[at].max(1) + 2).min(left);
        heights[at] = if lines < 3 && at != focus { 0 } else { lines };
        left -= heights[at];
    }
    heights[focus] += left;
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_box_has_two_rows_and_the_last_one_what_nobody_wants() {
        assert_eq!(heights([6, 3, 9], [1, 2, 0], 0, 12), [4, 4, 4]);
        assert_eq!(heights([6, 3, 9], [1, 2, 0], 0, 16), [5, 5, 6]);
        assert_eq!(heights([1, 1, 1], [1, 2, 0], 0, 20), [3, 3, 14]);
    }

    #[test]
    fn without_room_for_all_a_box_is_left_out_and_no_line_of_the_screen_with_it() {
        assert_eq!(heights([6, 3, 5, 9], [0, 1, 2, 3], 0, 12), [8, 4, 0, 0]);
        assert_eq!(heights([6, 3, 5, 9], [0, 1, 2, 3], 1, 13), [0, 6, 7, 0]);
        assert_eq!(heights([6, 3, 5, 9], [0, 1, 2, 3], 3, 5), [0, 0, 0, 5]);
        assert_eq!(heights([0, 0, 0, 0], [0, 1, 2, 3], 2, 1), [0, 0, 1, 0]);
        for height in 0..16 {
            assert_eq!(heights([6, 3, 5, 9], [0, 1, 2, 3], 2, height).iter().sum::<usize>(), height);
        }
    }
}
