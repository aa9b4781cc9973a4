//! The funnel over real repositories: one change, one commit, nothing else touched, nothing lost.

use crate::support::sandbox::{Sandbox, action, save, with};

#[test]
fn a_change_is_one_commit_that_touches_its_record_alone_and_leaves_git_clean() {
    let sandbox = Sandbox::small();
    let mut workspace = sandbox.open();
    let before = workspace.snapshot().get(&action()).expect("action").clone();
    let saved = save(&mut workspace, &with(&before, "due = 2026-12-12\npriority = 'high'"));
    assert_eq!(saved.subject, "AQ-A26-7K3F: due, priority (Publish joint metrics)");
    assert_eq!(sandbox.status(), "");
    assert_eq!(sandbox.commits(), 2);
    assert!(sandbox.leftovers().is_empty(), "{:?}", sandbox.leftovers());
    let shown = sandbox.git(&["show", "--format=%an <%ae> %aI%n%B", "HEAD"]);
    insta::assert_snapshot!(shown.replace(&saved.change_id, "ID"), @r#"
    Birch Placeholder <birch@example.org> 2026-11-16T09:00:00+01:00
    AQ-A26-7K3F: due, priority (Publish joint metrics)

    AQ-A26-7K3F due: Sat 28 Nov 2026 -> Sat 12 Dec 2026
    AQ-A26-7K3F priority: + high

    Change-Id: ID
    Op: action.edit
    Group: AQ
    Record: AQ-A26-7K3F


    diff --git a/groups/AQ/actions/2026/AQ-A26-7K3F.toml b/groups/AQ/actions/2026/AQ-A26-7K3F.toml
    index d69fe5f..12f563e 100644
    --- a/groups/AQ/actions/2026/AQ-A26-7K3F.toml
    +++ b/groups/AQ/actions/2026/AQ-A26-7K3F.toml
    @@ -1,6 +1,7 @@
     # Agreed by both.
     title = "Publish joint metrics"
     owner = "rowan"
    -due = 2026-11-28 # firm
    +due = 2026-12-12 # firm
     state = "open"
    +priority = "high"
     raised_on = 2026-10-01
    "#);
}
