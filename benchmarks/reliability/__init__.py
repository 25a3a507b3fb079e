"""Campaigns against the commands: kills, full disks, missing permissions and odd paths."""
