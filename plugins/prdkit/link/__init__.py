"""To join documents into a site: ids, links both ways, addresses inside documents."""
